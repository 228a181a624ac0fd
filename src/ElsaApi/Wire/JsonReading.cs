using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.ElsaApi.Wire;

/// <summary>Reads JSON from outside without trusting its types: what is not a text is no text.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool Flag(this JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static IReadOnlyList<string> Texts(this JsonObject json, string name) => json[name] is not JsonArray array
        ? []
        : [.. array.OfType<JsonValue>().Where(item => item.GetValueKind() == JsonValueKind.String).Select(item => item.GetValue<string>())];
}
