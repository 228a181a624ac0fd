using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>
/// The activities of one version. Their key is the id, which Studio keeps unique in the document; where one is used twice, the
/// path tells them apart.
/// </summary>
internal sealed class ComparedTree
{
    private const string Separator = ":";

    private readonly JsonObject document;
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    public ComparedTree(JsonObject document)
    {
        this.document = document;
        if (document["root"] is JsonObject root && IsActivity(root))
            Add(root, null, "root", "", 0);
    }

    public IEnumerable<string> Keys => places.Keys;

    public JsonObject this[string key] => places[key].Json;

    public bool Contains(string key) => places.ContainsKey(key);

    public ComparedActivity Describe(string key) => Describe(this[key]);

    /// <summary>The container's key and the port in it.</summary>
    public (string? Parent, string Port) PlaceOf(string key) => (places[key].Parent, places[key].Port);

    public string NameOfPlace((string? Parent, string Port) place) => place.Parent is null ? "" : $"{Describe(place.Parent).Name} ({place.Port})";

    public IEnumerable<string> ChildrenOf(string key) => places.Where(pair => pair.Value.Parent == key).Select(pair => pair.Key);

    /// <summary>The child of a flowchart with this id.</summary>
    public ComparedActivity? Child(string flowchart, string? id) =>
        ComparedJson.Objects(this[flowchart]["activities"]).FirstOrDefault(child => ComparedJson.Text(child, "id") == id) is { } found ? Describe(found) : null;

    /// <summary>Where a flowchart begins, by the rule that the engine follows.</summary>
    public ComparedActivity? StartOf(string flowchart)
    {
        try
        {
            var json = this[flowchart];
            var definition = WorkflowDefinitionReader.Read(new JsonObject { ["root"] = json.DeepClone() });
            return definition.FlowOf(definition.Root.Ports[0].Activity).Start is { } start ? Child(flowchart, start.Id) : null;
        }
        catch (Exception exception) when (exception is DefinitionFormatException or InvalidOperationException or ArgumentException)
        {
            // Not a document that could run; the other differences are still worth telling.
            return null;
        }
    }

    public static ComparedValue NameOf(JsonObject? activity) => new(activity is null ? null : Describe(activity).Name);

    /// <summary>References are by id; readers know names.</summary>
    public ComparedValue VariableNamed(ComparedValue value) =>
        value is { ExpressionType: "Variable", Text: { } id } && FindVariable(document, id) is { } name ? value with { Text = name } : value;

    public static bool HoldsActivities(JsonNode? value) => value switch
    {
        JsonObject json => IsActivity(json),
        JsonArray array => array.OfType<JsonObject>().Any(item => IsActivity(item) || (item["activity"] is JsonObject inCase && IsActivity(inCase))),
        _ => false,
    };

    private void Add(JsonObject activity, string? parent, string port, string path, int depth)
    {
        if (depth > WorkflowDefinitionReader.MaxDepth)
            return;
        var id = ComparedJson.Text(activity, "id")!;
        var full = path + Separator + id;
        var key = places.ContainsKey(id) ? full : id;
        if (!places.TryAdd(key, new Place(activity, parent, port)))
            return;
        foreach (var (name, child) in WorkflowDefinitionReader.FindChildren(activity))
            Add(child, key, name, full, depth + 1);
    }

    private static ComparedActivity Describe(JsonObject activity)
    {
        var id = ComparedJson.Text(activity, "id") ?? "";
        var shown = ComparedJson.Text(activity["metadata"] as JsonObject, "displayText");
        return new ComparedActivity(id, shown is { Length: > 0 } ? shown : ComparedJson.Text(activity, "name") ?? id, ComparedJson.Text(activity, "type") ?? "");
    }

    private static string? FindVariable(JsonNode? node, string id)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var variable in ComparedJson.Objects(json["variables"]))
                    if (ComparedJson.Text(variable, "id") == id && ComparedJson.Text(variable, "name") is { } name)
                        return name;
                return json.Where(property => property.Key is not ("variables" or "metadata" or "connections")).Select(property => FindVariable(property.Value, id)).FirstOrDefault(found => found is not null);
            case JsonArray array:
                return array.Select(item => FindVariable(item, id)).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private static bool IsActivity(JsonObject json) => ComparedJson.Text(json, "id") is not null && ComparedJson.Text(json, "type") is not null;

    private sealed record Place(JsonObject Json, string? Parent, string Port);
}
