using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>Reads JSON for comparing: what is missing, null, empty or false by default is the same to a reader.</summary>
internal static class ComparedJson
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static string? Text(JsonObject? json, string name) => Text(json?[name]);

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    public static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray ?? []).Select(Text).OfType<string>();

    /// <summary>Designers write settings out or leave them away when they have their default; both mean the same.</summary>
    public static bool IsUnset(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject json => json.All(property => IsUnset(property.Value)),
        JsonValue value => value.GetValueKind() == JsonValueKind.False || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0),
        _ => false,
    };

    public static bool IsSameSetting(JsonNode? left, JsonNode? right) => (IsUnset(left) && IsUnset(right)) || JsonNode.DeepEquals(left, right);

    /// <summary>The names of both, those of the first in its order, then what only the second has.</summary>
    public static IEnumerable<string> Names(JsonObject? first, JsonObject? second) =>
        (first ?? []).Select(property => property.Key).Concat((second ?? []).Select(property => property.Key)).Distinct(StringComparer.Ordinal);

    /// <summary>A value as people write it.</summary>
    public static ComparedValue Value(JsonNode? node)
    {
        if (node is not JsonObject json)
            return new ComparedValue(ValueTypes.AsText(node));
        if ((json["expression"] as JsonObject ?? (json.ContainsKey("type") && json.ContainsKey("value") ? json : null)) is { } expression)
            return new ComparedValue(ExpressionText(expression["value"]), Text(expression, "type") ?? "Literal");
        if (json["memoryReference"] is JsonObject memory && Text(memory, "id") is { } id)
            return new ComparedValue(id, "Variable");
        if (json.ContainsKey("expression") || json.ContainsKey("memoryReference"))
            return new ComparedValue(null);
        return new ComparedValue(Text(json, "name") ?? Text(json, "id") ?? json.ToJsonString(CompactJson.Options));
    }

    private static string? ExpressionText(JsonNode? value) => value is JsonObject json
        ? Text(json, "name") ?? Text(json, "id") ?? Text(json, "value") ?? json.ToJsonString(CompactJson.Options)
        : ValueTypes.AsText(value);
}
