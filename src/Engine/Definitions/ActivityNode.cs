using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions;

/// <summary>One activity of a definition, with its place in the tree. Immutable after reading.</summary>
public sealed class ActivityNode
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ActivityNode[]> portsByName = new(StringComparer.Ordinal);

    internal ActivityNode(JsonObject json, string id, string nodeId, string type, int typeVersion, string? name, ActivityNode? parent)
    {
        Json = json;
        Id = id;
        NodeId = nodeId;
        Type = type;
        TypeVersion = typeVersion;
        Name = name;
        Parent = parent;
        Workflow = type == WorkflowDefinitionReader.WorkflowType || parent is null ? this : parent.Workflow;
        IsNested = Workflow.Parent is not null;
    }

    public string Id { get; }

    /// <summary>The path "Workflow1:Flowchart1:TaskA"; the join key of journal and executions.</summary>
    public string NodeId { get; }

    public string Type { get; }

    public int TypeVersion { get; }

    public string? Name { get; }

    public ActivityNode? Parent { get; }

    /// <summary>The activity as stored; read it, never change it.</summary>
    public JsonObject Json { get; }

    /// <summary>Direct children by the property they stand in ("activities", "then", "body" ...), in document order.</summary>
    public IReadOnlyList<ActivityPort> Ports { get; internal set; } = [];

    /// <summary>Set on an activity that stands for a whole workflow; its graph is the last port.</summary>
    internal Activities.Activity? NestedWorkflow { get; set; }

    /// <summary>Part of a workflow that is used as an activity.</summary>
    public bool IsNested { get; }

    /// <summary>The workflow node around it, nested or the instance's own.</summary>
    internal ActivityNode Workflow { get; }

    /// <summary>Under which key its outputs are kept: ids are unique in a workflow, but not over nested ones.</summary>
    internal string OutputKey => IsNested ? NodeId : Id;

    /// <summary>The child in a port, or null.</summary>
    public ActivityNode? Port(string name)
    {
        foreach (var port in Ports)
            if (port.Name == name)
                return port.Activity;
        return null;
    }

    /// <summary>All children in a port, in order. The array is shared: read it, never change it.</summary>
    internal ActivityNode[] PortsOf(string name) =>
        portsByName.GetOrAdd(name, static (key, node) => [.. node.Ports.Where(port => port.Name == key).Select(port => port.Activity)], this);

    /// <summary>All direct children in document order.</summary>
    public IEnumerable<ActivityNode> Children => Ports.Select(port => port.Activity);

    /// <summary>Variables that a container declares for its children.</summary>
    internal IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    /// <summary>The name people see: Studio's display text, else the name, else the id.</summary>
    public string DisplayName => (string?)Json["metadata"]?["displayText"] ?? Name ?? Id;
}

/// <summary>A child and the property of its parent that holds it.</summary>
public sealed record ActivityPort(string Name, ActivityNode Activity);
