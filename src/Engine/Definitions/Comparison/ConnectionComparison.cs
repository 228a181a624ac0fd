using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>
/// The connections of flowcharts that are in both versions. Designers change their order and their bends with every save; what
/// counts is which outcome leads where.
/// </summary>
internal sealed class ConnectionComparison(ComparedTree old, ComparedTree now, List<DefinitionChange> changes)
{
    /// <summary>True when a connection that stayed is drawn in another way.</summary>
    public bool Run()
    {
        var bent = false;
        foreach (var key in now.Keys.Where(key => now.Describe(key).Type == "Elsa.Flowchart"))
        {
            var (before, after) = (old.Contains(key) ? Read(old[key]) : [], Read(now[key]));
            Compare(key, before, after);
            bent |= after.Any(pair => before.TryGetValue(pair.Key, out var drawn) && !ComparedJson.IsSameSetting(drawn["vertices"], pair.Value["vertices"]));
        }

        return bent;
    }

    private void Compare(string flowchart, Dictionary<Edge, JsonObject> before, Dictionary<Edge, JsonObject> after)
    {
        var added = after.Keys.Where(edge => !before.ContainsKey(edge)).ToList();
        var removed = before.Keys.Where(edge => !after.ContainsKey(edge)).ToList();
        foreach (var edge in added)
        {
            var replaced = removed.Where(other => other.Source == edge.Source && other.Port == edge.Port).ToList();
            var isRedirected = replaced.Count == 1 && added.Count(other => other.Source == edge.Source && other.Port == edge.Port) == 1;
            var change = new DefinitionChange(isRedirected ? DefinitionChangeKind.ConnectionRedirected : DefinitionChangeKind.ConnectionAdded)
            {
                Activity = Find(now, flowchart, edge.Source),
                Subject = edge.Port,
                Target = Find(now, flowchart, edge.Target),
            };
            changes.Add(isRedirected ? change with { OldTarget = Find(old, flowchart, replaced[0].Target) } : change);
            if (isRedirected)
                removed.Remove(replaced[0]);
        }

        changes.AddRange(removed.Select(edge => new DefinitionChange(DefinitionChangeKind.ConnectionRemoved)
        {
            Activity = Find(old, flowchart, edge.Source),
            Subject = edge.Port,
            Target = Find(old, flowchart, edge.Target),
        }));
    }

    private static ComparedActivity Find(ComparedTree tree, string flowchart, string id) => tree.Child(flowchart, id) ?? new ComparedActivity(id, id, "");

    private static Dictionary<Edge, JsonObject> Read(JsonObject flowchart)
    {
        var edges = new Dictionary<Edge, JsonObject>();
        foreach (var connection in ComparedJson.Objects(flowchart["connections"]))
        {
            var (source, target) = (connection["source"] as JsonObject, connection["target"] as JsonObject);
            edges.TryAdd(
                new Edge(ComparedJson.Text(source, "activity") ?? "", ComparedJson.Text(source, "port") ?? "Done", ComparedJson.Text(target, "activity") ?? ""), connection);
        }

        return edges;
    }

    private sealed record Edge(string Source, string Port, string Target);
}
