using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Engine.Definitions;

/// <summary>
/// One version of a workflow definition, read from Elsa 3 JSON and resolved for running. Immutable: a published or run
/// version never changes, so nodes may cache it by <see cref="Id"/> without ever invalidating it.
/// </summary>
public sealed class WorkflowDefinition
{
    private readonly Dictionary<string, ActivityNode> nodes;
    private readonly ConcurrentDictionary<string, FlowGraph> flows = new();
    private readonly ConcurrentDictionary<string, JavaScriptProgram> programs = new();

    internal WorkflowDefinition(JsonObject json, ActivityNode root, Dictionary<string, ActivityNode> nodes)
    {
        Json = json;
        Root = root;
        this.nodes = nodes;
    }

    /// <summary>The document as stored, unknown parts included. Read it, never change it.</summary>
    public JsonObject Json { get; }

    /// <summary>Id of this version.</summary>
    public required string Id { get; init; }

    /// <summary>Stable id over all versions.</summary>
    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    public IReadOnlyList<ArgumentDefinition> Inputs { get; init; } = [];

    public IReadOnlyList<ArgumentDefinition> Outputs { get; init; } = [];

    public IReadOnlyList<string> Outcomes { get; init; } = [];

    public required WorkflowOptions Options { get; init; }

    /// <summary>The "Elsa.Workflow" node around the document's root activity; its node id is "Workflow1".</summary>
    public ActivityNode Root { get; }

    public IReadOnlyCollection<ActivityNode> Nodes => nodes.Values;

    public ActivityNode? FindNode(string nodeId) => nodes.GetValueOrDefault(nodeId);

    /// <summary>The connections of a flowchart, prepared for following them.</summary>
    internal FlowGraph FlowOf(ActivityNode flowchart) => flows.GetOrAdd(flowchart.NodeId, _ => new FlowGraph(flowchart));

    /// <summary>A script of this version, parsed once.</summary>
    internal JavaScriptProgram Compile(string source) => programs.GetOrAdd(source, JavaScriptProgram.Parse);
}

/// <summary>A stored value of an instance.</summary>
/// <param name="TypeName">Elsa's alias: String, Boolean, Int32, Decimal, Object ...</param>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, JsonNode? Default);

/// <summary>A value passed into or handed out of a workflow.</summary>
public sealed record ArgumentDefinition(string Name, string TypeName, bool IsArray);

/// <summary>How an instance meets a failing activity.</summary>
public enum IncidentStrategy
{
    /// <summary>The instance becomes Faulted; its other branches keep what they wait for.</summary>
    Fault,

    /// <summary>The other branches go on; the incident waits for an administrator.</summary>
    ContinueWithIncidents,
}

/// <summary>How many instances of a definition may live at the same time.</summary>
public enum ActivationStrategy
{
    AllowAlways,
    Singleton,
    CorrelatedSingleton,
    Correlation,
}

/// <summary>The options of a definition that the engine honours.</summary>
public sealed record WorkflowOptions(IncidentStrategy IncidentStrategy, ActivationStrategy ActivationStrategy);
