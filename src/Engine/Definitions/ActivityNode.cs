using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions;

/// <summary>One activity of a definition, with its place in the tree. Immutable after reading.</summary>
public sealed class ActivityNode
{
    internal ActivityNode(JsonObject json, string id, string nodeId, string type, int typeVersion, string? name, ActivityNode? parent)
    {
        Json = json;
        Id = id;
        NodeId = nodeId;
        Type = type;
        TypeVersion = typeVersion;
        Name = name;
        Parent = parent;
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

    /// <summary>All direct children in document order.</summary>
    public IEnumerable<ActivityNode> Children => Ports.Select(port => port.Activity);

    /// <summary>Variables that a container declares for its children.</summary>
    internal IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    /// <summary>The name people see: Studio's display text, else the name, else the id.</summary>
    public string DisplayName => (string?)Json["metadata"]?["displayText"] ?? Name ?? Id;
}

/// <summary>A child and the property of its parent that holds it.</summary>
public sealed record ActivityPort(string Name, ActivityNode Activity);
