using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions;

/// <summary>How an activity names the workflow that it stands for: best by the version's id, else by definition, else by its type's name alone.</summary>
public sealed record WorkflowReference(string Type, int Version, string? DefinitionId, string? VersionId)
{
    /// <summary>Null for activities that cannot be a workflow: those of Elsa's and our own types that say nothing of a definition.</summary>
    public static WorkflowReference? Of(JsonObject activity)
    {
        var type = Text(activity, "type");
        var definitionId = Text(activity, "workflowDefinitionId");
        var versionId = Text(activity, "workflowDefinitionVersionId");
        // Types of activities are "Namespace.Name"; a workflow's type is its name in one word.
        if (type is null || (definitionId is null && versionId is null && type.Contains('.', StringComparison.Ordinal)))
            return null;
        var version = activity["version"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        return new WorkflowReference(type, version, definitionId, versionId);
    }

    /// <summary>Every reference in a definition, at any depth.</summary>
    public static IEnumerable<(JsonObject Activity, WorkflowReference Reference)> In(JsonNode? node) => node switch
    {
        JsonObject json => (Text(json, "id") is not null && Of(json) is { } reference ? [(json, reference)] : Enumerable.Empty<(JsonObject, WorkflowReference)>())
            .Concat(json.SelectMany(property => In(property.Value))),
        JsonArray array => array.SelectMany(In),
        _ => [],
    };

    /// <summary>The activity type that a workflow of this name gets: each word with a capital, nothing between.</summary>
    public static string TypeOf(string name) => string.Concat(name
        .Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;
}
