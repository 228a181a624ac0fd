using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions;

/// <summary>A connection of a flowchart, by activity ids.</summary>
internal sealed record FlowConnection(string Source, string Port, string Target);

/// <summary>
/// The connections of one flowchart, prepared for following tokens. "Forward" connections are those that do not close a loop,
/// found breadth first from the start activity; waiting for other branches only ever looks at forward connections.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, ActivityNode> activities;
    private readonly ILookup<string, FlowConnection> outbound;
    private readonly ILookup<string, FlowConnection> inbound;
    private readonly ILookup<string, FlowConnection> forwardInbound;
    private readonly Dictionary<string, HashSet<string>> forwardDescendants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> allDescendants = new(StringComparer.Ordinal);

    public FlowGraph(ActivityNode flowchart)
    {
        activities = flowchart.Ports.Where(port => port.Name == "activities").ToDictionary(port => port.Activity.Id, port => port.Activity, StringComparer.Ordinal);
        var connections = ReadConnections(flowchart.Json["connections"]).ToList();
        outbound = connections.ToLookup(connection => connection.Source);
        inbound = connections.ToLookup(connection => connection.Target);
        Start = FindStart(flowchart);
        var forward = Start is null ? [] : FindForward(connections, Start.Id);
        forwardInbound = forward.ToLookup(connection => connection.Target);
        var forwardOutbound = forward.ToLookup(connection => connection.Source);
        foreach (var id in activities.Keys)
        {
            forwardDescendants[id] = Reach(id, forwardOutbound);
            allDescendants[id] = Reach(id, outbound);
        }
    }

    /// <summary>Null when the flowchart is empty.</summary>
    public ActivityNode? Start { get; }

    public ActivityNode Activity(string id) => activities[id];

    public IEnumerable<FlowConnection> From(string id) => outbound[id];

    public IEnumerable<FlowConnection> Into(string id) => inbound[id];

    public IEnumerable<FlowConnection> ForwardInto(string id) => forwardInbound[id];

    /// <summary>Whether work at <paramref name="from"/> can still reach <paramref name="to"/> (or is there) without going round a loop.</summary>
    public bool LeadsTo(string from, string to) => from == to || forwardDescendants[from].Contains(to);

    /// <summary>The same, loops included.</summary>
    public bool LeadsToByAnyPath(string from, string to) => from == to || allDescendants[from].Contains(to);

    private ActivityNode? FindStart(ActivityNode flowchart)
    {
        var children = flowchart.Ports.Where(port => port.Name == "activities").Select(port => port.Activity).ToList();
        var named = (string?)(flowchart.Json["start"] as JsonValue);
        return children.Find(child => child.Id == named)
            ?? children.Find(child => child.Type == "Elsa.Start")
            ?? children.Find(child => (child.Json["customProperties"]?["canStartWorkflow"] as JsonValue)?.GetValueKind() == System.Text.Json.JsonValueKind.True)
            ?? children.Find(child => !inbound[child.Id].Any())
            ?? children.FirstOrDefault();
    }

    private IEnumerable<FlowConnection> ReadConnections(JsonNode? node)
    {
        if (node is not JsonArray array)
            yield break;
        foreach (var connection in array.OfType<JsonObject>())
        {
            var source = (string?)connection["source"]?["activity"];
            var target = (string?)connection["target"]?["activity"];
            // A dangling connection is drawn by Studio without harm, and followed by nobody.
            if (source is null || target is null || !activities.ContainsKey(source) || !activities.ContainsKey(target))
                continue;
            yield return new FlowConnection(source, (string?)connection["source"]?["port"] ?? "Done", target);
        }
    }

    private static List<FlowConnection> FindForward(List<FlowConnection> connections, string start)
    {
        var bySource = connections.ToLookup(connection => connection.Source);
        var accepted = new HashSet<(string Source, string Target)>();
        var successors = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        while (queue.TryDequeue(out var source))
        {
            foreach (var target in bySource[source].Select(connection => connection.Target))
            {
                if (accepted.Contains((source, target)) || HasPath(successors, target, source))
                    continue;
                accepted.Add((source, target));
                if (!successors.TryGetValue(source, out var list))
                    successors.Add(source, list = []);
                list.Add(target);
                if (seen.Add(target))
                    queue.Enqueue(target);
            }
        }

        return connections.FindAll(connection => accepted.Contains((connection.Source, connection.Target)));
    }

    private static bool HasPath(Dictionary<string, List<string>> successors, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var stack = new Stack<string>([from]);
        while (stack.TryPop(out var current))
        {
            if (current == to)
                return true;
            if (seen.Add(current) && successors.TryGetValue(current, out var next))
                next.ForEach(stack.Push);
        }

        return false;
    }

    private static HashSet<string> Reach(string from, ILookup<string, FlowConnection> bySource)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var stack = new Stack<string>([from]);
        while (stack.TryPop(out var current))
            foreach (var connection in bySource[current])
                if (reached.Add(connection.Target))
                    stack.Push(connection.Target);
        return reached;
    }
}
