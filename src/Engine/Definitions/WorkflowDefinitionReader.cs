using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions;

/// <summary>
/// Reads Elsa 3 workflow JSON. It only looks at what it knows and keeps the document itself, so unknown properties, activity
/// types and metadata survive a save unchanged. "_type" names are never honoured: nothing here creates types by name.
/// </summary>
public static class WorkflowDefinitionReader
{
    /// <summary>Deep enough for any hand-made workflow, shallow enough for every recursive reader of the tree.</summary>
    public const int MaxDepth = 64;

    internal const string WorkflowType = "Elsa.Workflow";

    private const string RootNodeId = "Workflow1";

    /// <exception cref="DefinitionFormatException">The text is not a workflow definition; says where and why.</exception>
    public static WorkflowDefinition Read(string text)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth * 4 });
        }
        catch (JsonException exception)
        {
            throw new DefinitionFormatException("AW1101", "$", $"The definition is not valid JSON: {exception.Message}");
        }

        return json is JsonObject document ? Read(document) : throw new DefinitionFormatException("AW1102", "$", "The definition must be a JSON object.");
    }

    /// <exception cref="DefinitionFormatException">The object is not a workflow definition.</exception>
    public static WorkflowDefinition Read(JsonObject document) => Read(document, _ => null);

    /// <summary>Reads a definition with the workflows that it uses as activities.</summary>
    internal static WorkflowDefinition Read(JsonObject document, Func<WorkflowReference, JsonObject?> find)
    {
        var root = document["root"] as JsonObject ?? throw new DefinitionFormatException("AW1103", "$.root", "A definition needs a root activity.");
        var nodes = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        var workflow = new ActivityNode(document, RootNodeId, RootNodeId, WorkflowType, 1, null, null);
        nodes.Add(RootNodeId, workflow);
        workflow.Ports = [new ActivityPort("root", ReadActivity(root, workflow, nodes, new Place(1, find, [Text(document, "id") ?? ""])))];
        return Describe(document, workflow, nodes);
    }

    private static WorkflowDefinition Describe(JsonObject document, ActivityNode workflow, Dictionary<string, ActivityNode> nodes)
    {
        var options = document["options"] as JsonObject;
        return new WorkflowDefinition(document, workflow, nodes)
        {
            Id = Text(document, "id") ?? "",
            DefinitionId = Text(document, "definitionId") ?? "",
            Version = document["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1,
            Name = Text(document, "name"),
            Variables = ReadVariables(document["variables"]),
            Inputs = ReadArguments(document["inputs"]),
            Outputs = ReadArguments(document["outputs"]),
            Outcomes = document["outcomes"] is JsonArray outcomes ? [.. outcomes.Select(outcome => (string?)outcome ?? "")] : [],
            Options = new WorkflowOptions(
                Text(options, "incidentStrategyType")?.Contains("Continue", StringComparison.Ordinal) == true ? IncidentStrategy.ContinueWithIncidents : IncidentStrategy.Fault,
                ReadActivation(Text(options, "activationStrategyType"))),
        };
    }

    /// <summary>Variables of a workflow or of a container activity.</summary>
    internal static IReadOnlyList<VariableDefinition> ReadVariables(JsonNode? node)
    {
        if (node is not JsonArray array)
            return [];
        var variables = new List<VariableDefinition>(array.Count);
        foreach (var variable in array.OfType<JsonObject>())
        {
            var name = Text(variable, "name") ?? "";
            var type = Text(variable, "typeName") ?? "Object";
            var isArray = (variable["isArray"] as JsonValue)?.GetValueKind() == JsonValueKind.True;
            variables.Add(new VariableDefinition(Text(variable, "id") ?? name, name, type, isArray, ValueTypes.ReadDefault(variable["value"], type, isArray)));
        }

        return variables;
    }

    private static ActivityNode ReadActivity(JsonObject json, ActivityNode parent, Dictionary<string, ActivityNode> nodes, Place place)
    {
        if (place.Depth > MaxDepth)
            throw new DefinitionFormatException("AW1104", parent.NodeId, $"Activities are nested deeper than {MaxDepth} levels.");
        var id = Text(json, "id");
        if (string.IsNullOrWhiteSpace(id))
            throw new DefinitionFormatException("AW1105", parent.NodeId, "Every activity needs an id.");
        var type = Text(json, "type") ?? throw new DefinitionFormatException("AW1106", $"{parent.NodeId}:{id}", "Every activity needs a type.");
        var version = json["version"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 1;
        var node = new ActivityNode(json, id, $"{parent.NodeId}:{id}", type, version, Text(json, "name"), parent) { Variables = ReadVariables(json["variables"]) };
        if (!nodes.TryAdd(node.NodeId, node))
            throw new DefinitionFormatException("AW1107", node.NodeId, $"The activity id '{id}' is used twice in the same container.");
        node.Ports = [.. FindChildren(json).Select(child => new ActivityPort(child.Port, ReadActivity(child.Json, node, nodes, place with { Depth = place.Depth + 1 })))];
        if (WorkflowReference.Of(json) is { } reference && place.Find(reference) is { } nested)
            Nest(nested, node, nodes, place);
        return node;
    }

    /// <summary>Hangs the graph of a used workflow under the activity that uses it. One that uses itself stays unknown, and faults where it is reached.</summary>
    private static void Nest(JsonObject document, ActivityNode user, Dictionary<string, ActivityNode> nodes, Place place)
    {
        var id = Text(document, "id") ?? "";
        if (place.Around.Contains(id) || document["root"] is not JsonObject root)
            return;
        var workflow = new ActivityNode(document, RootNodeId, $"{user.NodeId}:{RootNodeId}", WorkflowType, 1, null, user) { Variables = ReadVariables(document["variables"]) };
        if (!nodes.TryAdd(workflow.NodeId, workflow))
            throw new DefinitionFormatException("AW1107", workflow.NodeId, $"The activity id '{RootNodeId}' is used twice in the same container.");
        workflow.Ports = [new ActivityPort("root", ReadActivity(root, workflow, nodes, place with { Depth = place.Depth + 1, Around = [.. place.Around, id] }))];
        user.NestedWorkflow = new Activities.Children.WorkflowDefinitionActivity(user.Type, Describe(document, workflow, nodes));
        user.Ports = [.. user.Ports, new ActivityPort("Root", workflow)];
    }

    /// <summary>Where in the tree the reader is.</summary>
    private sealed record Place(int Depth, Func<WorkflowReference, JsonObject?> Find, string[] Around);

    /// <summary>Children are recognised by shape (an object with id and type), so that activity types unknown here keep their subtrees.</summary>
    internal static IEnumerable<(string Port, JsonObject Json)> FindChildren(JsonObject json)
    {
        foreach (var (name, value) in json)
        {
            if (value is JsonObject candidate && IsActivity(candidate))
                yield return (name, candidate);
            if (value is not JsonArray array)
                continue;
            foreach (var item in array.OfType<JsonObject>())
            {
                if (IsActivity(item))
                    yield return (name, item);
                else if (item["activity"] is JsonObject inCase && IsActivity(inCase))
                    yield return (name, inCase);
            }
        }
    }

    private static bool IsActivity(JsonObject json) => IsText(json["id"]) && IsText(json["type"]);

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String;

    private static IReadOnlyList<ArgumentDefinition> ReadArguments(JsonNode? node) => node is not JsonArray array
        ? []
        : [.. array.OfType<JsonObject>().Select(argument => new ArgumentDefinition(
            Text(argument, "name") ?? "",
            Text(argument, "type") ?? "Object",
            (argument["isArray"] as JsonValue)?.GetValueKind() == JsonValueKind.True))];

    private static ActivationStrategy ReadActivation(string? type) => type switch
    {
        null => ActivationStrategy.AllowAlways,
        _ when type.Contains("CorrelatedSingleton", StringComparison.Ordinal) => ActivationStrategy.CorrelatedSingleton,
        _ when type.Contains("Singleton", StringComparison.Ordinal) => ActivationStrategy.Singleton,
        _ when type.Contains("Correlation", StringComparison.Ordinal) => ActivationStrategy.Correlation,
        _ => ActivationStrategy.AllowAlways,
    };

    private static string? Text(JsonObject? json, string name) => json?[name] is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToString(),
        _ => null,
    };
}

/// <summary>The text is not a workflow definition that can be stored.</summary>
/// <param name="code">Stable code (AW11xx).</param>
/// <param name="path">JSON path or node id of the place.</param>
public sealed class DefinitionFormatException(string code, string path, string message) : Exception($"{code} {message} (at {path})")
{
    public string Code { get; } = code;

    public string Path { get; } = path;
}
