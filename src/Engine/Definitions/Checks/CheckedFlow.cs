using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>One flowchart as its checks see it: which ways there are, where it can begin and where it can end.</summary>
internal sealed class CheckedFlow
{
    private readonly FlowGraph graph;
    private readonly ActivityCatalog catalog;
    private readonly Dictionary<string, HashSet<string>> reach = new(StringComparer.Ordinal);

    public CheckedFlow(WorkflowDefinition definition, ActivityNode flowchart, ActivityCatalog catalog)
    {
        this.catalog = catalog;
        Flowchart = flowchart;
        graph = definition.FlowOf(flowchart);
        Children = flowchart.PortsOf("activities");
        Entries = [.. Children.Where(child => child.Id == graph.Start?.Id || StartsWorkflow(child))];
        foreach (var child in Children)
            reach[child.Id] = ReachFrom(child.Id);
    }

    public ActivityNode Flowchart { get; }

    public IReadOnlyList<ActivityNode> Children { get; }

    /// <summary>The start, and every trigger: an instance may begin at any of them.</summary>
    public IReadOnlyList<ActivityNode> Entries { get; }

    public ActivityNode? Start => graph.Start;

    public ActivityNode Child(string id) => graph.Activity(id);

    /// <summary>Null when the type is not known here.</summary>
    public Activity? ActivityOf(ActivityNode node) => DefinitionCheck.ActivityOf(node, catalog);

    /// <summary>The connections that lead on from an activity. What ends the flowchart leads nowhere, whatever is drawn.</summary>
    public IEnumerable<FlowConnection> Ways(ActivityNode node) => ActivityOf(node)?.IsTerminal == true ? [] : graph.From(node.Id);

    public IEnumerable<FlowConnection> Drawn(ActivityNode node) => graph.From(node.Id);

    public IEnumerable<FlowConnection> Into(ActivityNode node) => graph.Into(node.Id);

    /// <summary>Whether work at one can come to the other, over at least one connection.</summary>
    public bool Leads(ActivityNode from, ActivityNode to) => reach[from.Id].Contains(to.Id);

    public bool IsReachable(ActivityNode node) => Entries.Any(entry => entry == node || Leads(entry, node));

    /// <summary>Whether the flowchart may end with this activity: it ends it, or has an outcome that leads nowhere.</summary>
    public bool CanEnd(ActivityNode node)
    {
        if (ActivityOf(node) is not { } activity || activity.IsTerminal)
            return true;
        var ways = Ways(node).Select(way => way.Port).ToHashSet(StringComparer.Ordinal);
        var outcomes = activity.PossibleOutcomes(node);
        return ways.Count == 0 || outcomes.Count == 0 || outcomes.Any(outcome => !ways.Contains(outcome));
    }

    /// <summary>Whether several branches may be alive after this activity at the same time.</summary>
    public bool Splits(ActivityNode node)
    {
        var ways = Ways(node).ToList();
        if (ways.GroupBy(way => way.Port, StringComparer.Ordinal).Any(port => port.Select(way => way.Target).Distinct(StringComparer.Ordinal).Count() > 1))
            return true;
        return ways.Select(way => way.Port).Distinct(StringComparer.Ordinal).Count() > 1 && ActivityOf(node)?.ReturnsOneOutcome(node) != true;
    }

    /// <summary>The activities that lead to each other round and round, by loop.</summary>
    public IEnumerable<IReadOnlyList<ActivityNode>> Loops()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in Children.Where(child => Leads(child, child)))
        {
            if (seen.Contains(child.Id))
                continue;
            List<ActivityNode> loop = [.. Children.Where(other => other == child || (Leads(child, other) && Leads(other, child)))];
            seen.UnionWith(loop.Select(node => node.Id));
            yield return loop;
        }
    }

    private HashSet<string> ReachFrom(string id)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var stack = new Stack<string>([id]);
        while (stack.TryPop(out var current))
            foreach (var way in Ways(graph.Activity(current)))
                if (reached.Add(way.Target))
                    stack.Push(way.Target);
        return reached;
    }

    private static bool StartsWorkflow(ActivityNode node) =>
        node.Json["customProperties"] is JsonObject custom && custom["canStartWorkflow"] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
