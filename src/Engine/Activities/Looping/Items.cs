using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Activities.Looping;

/// <summary>The list that a loop runs over.</summary>
internal static class Items
{
    /// <exception cref="ActivityFaultException">The input is no list. An expression that gives nothing is none; an input that is not set is an empty one.</exception>
    public static JsonArray Read(ActivityContext context)
    {
        switch (context.Input("Items"))
        {
            case null when context.Node.Json["items"] is null:
                return [];
            case JsonArray array:
                return array;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && Parse(value.GetValue<string>()) is { } parsed:
                return parsed;
            default:
                throw new ActivityFaultException("AW2012", $"'{context.Node.DisplayName}' needs a list to run over.");
        }
    }

    /// <summary>What Elsa's activities for many items at once run over: a list, and nothing when it is none.</summary>
    public static JsonArray ReadAny(ActivityContext context) => context.Input("Items") as JsonArray ?? [];

    private static JsonArray? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
