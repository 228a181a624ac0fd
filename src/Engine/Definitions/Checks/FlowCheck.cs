using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>The drawing of one flowchart: what no path leads to, what leads nowhere, and what goes round for ever.</summary>
internal sealed class FlowCheck(CheckedFlow flow, FoundProblems problems)
{
    private const string Join = "Elsa.FlowJoin";

    public void Run()
    {
        foreach (var child in flow.Children)
        {
            if (flow.Entries.Count > 0 && !flow.IsReachable(child))
                problems.Warn("unreachable", child, null, null, "No path leads here from the start.");
            CheckOutcomes(child);
            CheckJoin(child);
        }

        CheckConnections();
        var endless = CheckLoops();
        CheckEndings(endless);
    }

    private void CheckOutcomes(ActivityNode node)
    {
        if (flow.ActivityOf(node) is not { } activity)
            return;
        var outcomes = activity.PossibleOutcomes(node);
        var connected = flow.Drawn(node).Select(connection => connection.Port).ToHashSet(StringComparer.Ordinal);

        // A single outcome without a connection is simply where the flow ends.
        if (outcomes.Count > 1)
            foreach (var outcome in outcomes.Where(outcome => !connected.Contains(outcome)))
                problems.Warn("outcome-not-connected", node, null, outcome, $"The outcome '{outcome}' leads nowhere.");
        if (activity.IsTerminal && connected.Count > 0)
            problems.Warn("way-after-the-end", node, null, null, "The flow ends here, so the connections that begin here are never followed.");
        if (outcomes.Count > 0)
            foreach (var port in connected.Where(port => !outcomes.Contains(port)))
                problems.Warn("outcome-never-happens", node, null, port, $"A connection starts at '{port}', which is not an outcome of this activity.");
    }

    private void CheckConnections()
    {
        var ids = flow.Children.Select(child => child.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var connection in (flow.Flowchart.Json["connections"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var end in new[] { "source", "target" })
            {
                var id = (connection[end] as JsonObject)?["activity"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
                if (id is null || !ids.Contains(id))
                    problems.Warn("connection-to-nothing", flow.Flowchart, "connections", id, $"A connection's {end} '{id}' does not exist.");
            }
        }
    }

    /// <summary>The engine lets a branch that cannot come any more count as arrived, so nothing hangs; but it is hardly what was meant.</summary>
    private void CheckJoin(ActivityNode node)
    {
        var inbound = flow.Into(node).Select(connection => (connection.Source, connection.Port)).Distinct().Count();
        if (inbound > 1 && WaitsForAll(node) && flow.IsReachable(node) && !flow.Children.Any(other => flow.Leads(other, node) && flow.IsReachable(other) && flow.Splits(other)))
            problems.Warn("join-of-one-branch", node, null, null, "It waits for several branches, but only one of them can ever run; it goes on with that one.");
    }

    private static bool WaitsForAll(ActivityNode node)
    {
        if (node.Type == Join)
            return StatedInput.Of(node, "mode") is { IsFixed: true, Text: { } mode } && mode != "WaitAny";
        return ValueTypes.AsText((node.Json["customProperties"] as JsonObject)?["mergeMode"]) is "Merge" or "Converge";
    }

    /// <summary>Loops without a wait. Those are returned that nothing leads out of.</summary>
    private HashSet<string> CheckLoops()
    {
        var endless = new HashSet<string>(StringComparer.Ordinal);
        var splits = flow.Children.Any(flow.Splits);
        foreach (var loop in flow.Loops().Where(loop => loop.Any(flow.IsReachable) && loop.All(node => flow.ActivityOf(node)?.EndsAtOnce == true)))
        {
            var names = string.Join(" → ", loop.Select(node => node.DisplayName));
            if (!loop.Any(node => flow.CanEnd(node) || flow.Ways(node).Any(way => !loop.Contains(flow.Child(way.Target)))))
            {
                endless.UnionWith(loop.Select(node => node.Id));
                problems.Fail("endless-loop", loop[0], null, names, $"Nothing leads out of this loop and nothing in it waits: {names}.");
            }
            else if (!splits && loop.All(ChangesNothing))
            {
                problems.Warn("loop-changes-nothing", loop[0], null, names, $"Nothing in this loop changes what its conditions read, so it ends at once or never: {names}.");
            }
        }

        return endless;
    }

    private bool ChangesNothing(ActivityNode node) =>
        flow.ActivityOf(node) is { ChangesNothing: true } && ScriptUses.Of(node).All(uses => uses is { Sets.Count: 0, SetsAnything: false, ReadsChance: false, Outputs.Count: 0 });

    /// <summary>One report for each region that work can enter and never leave.</summary>
    private void CheckEndings(HashSet<string> reported)
    {
        var stuck = flow.Children.Where(node => flow.IsReachable(node) && !flow.CanEnd(node) && !flow.Children.Any(other => flow.Leads(node, other) && flow.CanEnd(other))).ToList();
        var told = new HashSet<string>(reported, StringComparer.Ordinal);
        foreach (var node in stuck.Where(node => flow.Leads(node, node)))
        {
            if (told.Contains(node.Id) || stuck.Any(other => told.Contains(other.Id) && flow.Leads(node, other)))
                continue;
            told.UnionWith(stuck.Where(other => other == node || flow.Leads(node, other)).Select(other => other.Id));
            problems.Warn("never-ends", node, null, null, "Once here, the workflow can never end: no path leads from here to an end.");
        }
    }
}
