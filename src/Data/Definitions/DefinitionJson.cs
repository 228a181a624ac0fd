using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Data.Definitions;

/// <summary>What the library knows of Elsa's JSON: its own identity fields, and nothing it does not know is touched.</summary>
internal static class DefinitionJson
{
    private const string RootNode = "Workflow1";
    private const int IdLength = 64;
    private static readonly string[] Arrays = ["variables", "inputs", "outputs", "outcomes"];

    // Chinese texts stay readable in the database; the text is never put into HTML as it is.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string ReadDefinitionId(JsonObject model)
    {
        var id = ReadText(model, "definitionId");
        if (string.IsNullOrEmpty(id))
            return Guid.NewGuid().ToString("N");
        return id.Length <= IdLength && !string.IsNullOrWhiteSpace(id)
            ? id
            : throw new InvalidDefinitionException($"The definition id must have 1 to {IdLength} characters and not be blank.");
    }

    internal static string ReadName(JsonObject model, string definitionId) => ReadText(model, "name") is { Length: > 0 } name ? name : definitionId;

    /// <summary>The text to store and its hash.</summary>
    internal static (string Content, byte[] Hash) Write(JsonObject model, DefinitionVersionRow version)
    {
        var copy = (JsonObject)model.DeepClone();
        Normalise(copy, version);
        var content = copy.ToJsonString(Readable);
        return (content, Hash(content));
    }

    internal static byte[] Hash(string content) => SHA256.HashData(Encoding.UTF8.GetBytes(content));

    /// <summary>The stored JSON with the flags as they are now; the stored text itself keeps those of the day it was saved.</summary>
    internal static JsonObject Read(DefinitionVersionRow version)
    {
        var model = (JsonObject)JsonNode.Parse(version.Content)!;
        model["isLatest"] = version.IsLatest;
        model["isPublished"] = version.IsPublished;
        return model;
    }

    private static void Normalise(JsonObject model, DefinitionVersionRow version)
    {
        model["id"] = version.Id;
        model["definitionId"] = version.DefinitionId;
        model["version"] = version.Version;
        model["isLatest"] = version.IsLatest;
        model["isPublished"] = version.IsPublished;
        model["createdAt"] = version.CreatedAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz");
        foreach (var name in Arrays)
            model[name] ??= new JsonArray();
        if (model["root"] is JsonObject root && IsActivity(root))
            AssignNodeIds(root, RootNode);
    }

    private static void AssignNodeIds(JsonObject activity, string parentNodeId)
    {
        var nodeId = $"{parentNodeId}:{(string)activity["id"]!}";
        activity["nodeId"] = nodeId;
        foreach (var child in activity.SelectMany(property => FindActivities(property.Value)).ToArray())
            AssignNodeIds(child, nodeId);
    }

    /// <summary>An activity directly in a property, in an array, or in the "activity" of an array's element (the cases of a switch).</summary>
    private static IEnumerable<JsonObject> FindActivities(JsonNode? value) => value switch
    {
        JsonObject single when IsActivity(single) => [single],
        JsonArray many => many.OfType<JsonObject>()
            .Select(item => IsActivity(item) ? item : item["activity"] as JsonObject)
            .OfType<JsonObject>()
            .Where(IsActivity),
        _ => [],
    };

    private static bool IsActivity(JsonObject candidate) => ReadText(candidate, "id") is not null && ReadText(candidate, "type") is not null;

    private static string? ReadText(JsonObject parent, string name) => parent[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
