using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Engine.Definitions;

/// <summary>
/// Looks for what would go wrong in a definition before anybody runs it: places that no path leads to, outcomes that lead
/// nowhere, unknown activity types, names that scripts cannot see, scripts that cannot be read.
/// </summary>
public sealed class DefinitionCheck
{
    private readonly WorkflowDefinition definition;
    private readonly ActivityCatalog catalog;
    private readonly List<DefinitionProblem> problems = [];

    private DefinitionCheck(WorkflowDefinition definition, ActivityCatalog catalog)
    {
        this.definition = definition;
        this.catalog = catalog;
    }

    public static IReadOnlyList<DefinitionProblem> Run(WorkflowDefinition definition, ActivityCatalog catalog)
    {
        var check = new DefinitionCheck(definition, catalog);
        foreach (var node in definition.Nodes.Where(node => node.Parent is not null && !node.IsNested))
            check.CheckNode(node);
        return check.problems;
    }

    /// <summary>Whether an activity can run: its type is registered, or it stands for a workflow that exists.</summary>
    public static bool IsKnown(ActivityNode node, ActivityCatalog catalog) => ActivityOf(node, catalog) is not null;

    private static Activity? ActivityOf(ActivityNode node, ActivityCatalog catalog) => node.NestedWorkflow ?? catalog.Find(node.Type, node.TypeVersion);

    private void CheckNode(ActivityNode node)
    {
        if (!IsKnown(node, catalog))
            Add(ProblemSeverity.Error, "unknown-activity-type", node, null, node.Type, $"The activity type {node.Type} is not known here.");
        if (node.Type == "Elsa.Flowchart")
            CheckFlow(node);
        var scripts = new ScriptCheck(definition, node);
        scripts.Run();
        problems.AddRange(scripts.Problems);
    }

    private void CheckFlow(ActivityNode flowchart)
    {
        var flow = definition.FlowOf(flowchart);
        var children = flowchart.Ports.Where(port => port.Name == "activities").Select(port => port.Activity).ToList();
        foreach (var child in children)
        {
            if (flow.Start is { } start && !flow.LeadsToByAnyPath(start.Id, child.Id))
                Add(ProblemSeverity.Warning, "unreachable", child, null, null, "No path leads here from the start.");
            CheckOutcomes(flow, child);
        }

        CheckConnections(flowchart, children);
    }

    private void CheckOutcomes(FlowGraph flow, ActivityNode node)
    {
        if (ActivityOf(node, catalog) is not { } activity)
            return;
        var outcomes = activity.PossibleOutcomes(node);
        var connected = flow.From(node.Id).Select(connection => connection.Port).ToHashSet(StringComparer.Ordinal);

        // A single outcome without a connection is simply where the flow ends.
        if (outcomes.Count > 1)
            foreach (var outcome in outcomes.Where(outcome => !connected.Contains(outcome)))
                Add(ProblemSeverity.Warning, "outcome-not-connected", node, null, outcome, $"The outcome '{outcome}' leads nowhere.");
        if (outcomes.Count > 0)
            foreach (var port in connected.Where(port => !outcomes.Contains(port)))
                Add(ProblemSeverity.Warning, "outcome-never-happens", node, null, port, $"A connection starts at '{port}', which is not an outcome of this activity.");
    }

    private void CheckConnections(ActivityNode flowchart, List<ActivityNode> children)
    {
        var ids = children.Select(child => child.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var connection in (flowchart.Json["connections"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var end in new[] { "source", "target" })
            {
                var id = Text((connection[end] as JsonObject)?["activity"]);
                if (id is null || !ids.Contains(id))
                    Add(ProblemSeverity.Warning, "connection-to-nothing", flowchart, "connections", id, $"A connection's {end} '{id}' does not exist.");
            }
        }
    }

    private void Add(ProblemSeverity severity, string code, ActivityNode node, string? property, string? subject, string message) =>
        problems.Add(new DefinitionProblem(severity, code, node.Id, node.NodeId, node.DisplayName, property, subject, message));

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
