using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>
/// Steps that must not be gone around, such as the public notice before a payment. Which activities do a step and which need one
/// is said by their types and set-up, or by the custom property "stepMark"; that a definition has to have a step at all is said
/// by its custom property "requiredSteps" or by the settings. A definition that has a step somewhere is expected to have it on
/// every way.
/// </summary>
internal sealed class StepCheck(WorkflowDefinition definition, ActivityCatalog catalog, FoundProblems problems)
{
    private const int LongestPath = 12;

    /// <summary>The steps that every way to what needs them passes, and the definition has.</summary>
    public IReadOnlyList<string> Kept() =>
        [.. Needed().Where(step => definition.Nodes.Any(node => Does(node, step)) && Find(definition.Root.Ports[0].Activity, step, []).Found is null)];

    /// <summary>The steps that something here needs and nothing here does.</summary>
    public IReadOnlyList<string> Missing() => [.. Needed().Where(step => !definition.Nodes.Any(node => Does(node, step)))];

    public void Run(IReadOnlyList<string> required)
    {
        var asked = required.Concat(Texts(definition.Json["customProperties"] is JsonObject custom ? custom["requiredSteps"] : null)).ToHashSet(StringComparer.Ordinal);
        foreach (var step in Needed().Where(step => asked.Contains(step) || definition.Nodes.Any(node => Does(node, step))))
        {
            if (Find(definition.Root.Ports[0].Activity, step, []).Found is not { } found)
                continue;
            var path = string.Join(" → ", found.Path.Select(node => node.DisplayName));
            problems.Warn("step-skipped", found.Path[^1], null, step, $"A way leads here that goes around the step '{step}': {path}.", path);
        }
    }

    private IEnumerable<string> Needed() => definition.Nodes.SelectMany(node => ActivityOf(node)?.StepsNeeded ?? []).Distinct(StringComparer.Ordinal);

    private Activity? ActivityOf(ActivityNode node) => DefinitionCheck.ActivityOf(node, catalog);

    private bool Does(ActivityNode node, string step)
    {
        var mark = (node.Json["customProperties"] as JsonObject)?["stepMark"];
        if (mark is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == step)
            return true;
        return Texts(mark).Contains(step) || ActivityOf(node)?.StepsDone(node).Contains(step) == true;
    }

    /// <summary>What happens when work comes to a node and the step is not done yet.</summary>
    private Passage Find(ActivityNode node, string step, List<ActivityNode> path)
    {
        if (path.Count > LongestPath * 4)
            return new Passage(false, null);
        List<ActivityNode> here = [.. path, node];
        if (Does(node, step))
            return new Passage(false, null);
        if (ActivityOf(node)?.StepsNeeded.Contains(step) == true)
            return new Passage(true, new FoundWay(Shortened(here)));
        return node.Type switch
        {
            "Elsa.Flowchart" => InFlowchart(node, step, path),
            "Elsa.Sequence" => InOrder(node.Children, step, path),
            "Elsa.If" or "Elsa.Switch" => AnyOf(node.Children, step, path, hasOther: node.Type == "Elsa.If" ? node.Ports.Count < 2 : node.Port("default") is null),
            "Elsa.Fork" or "Elsa.Parallel" => AllOf(node.Children, step, path),
            _ when node.Ports.Count > 0 => AnyOf(node.Children, step, path, hasOther: false),
            _ => new Passage(true, null),
        };
    }

    private Passage InFlowchart(ActivityNode flowchart, string step, List<ActivityNode> path)
    {
        var flow = new CheckedFlow(definition, flowchart, catalog);
        var ways = new Dictionary<string, List<ActivityNode>>(StringComparer.Ordinal);
        var queue = new Queue<ActivityNode>();
        foreach (var entry in flow.Entries.Where(entry => ways.TryAdd(entry.Id, path)))
            queue.Enqueue(entry);
        var passes = flow.Entries.Count == 0;
        while (queue.TryDequeue(out var node))
        {
            var passage = Find(node, step, ways[node.Id]);
            if (passage.Found is not null)
                return passage;
            if (!passage.Passes)
                continue;
            passes |= flow.CanEnd(node);
            foreach (var way in flow.Ways(node))
                if (ways.TryAdd(way.Target, [.. ways[node.Id], node]))
                    queue.Enqueue(flow.Child(way.Target));
        }

        return new Passage(passes, null);
    }

    private Passage InOrder(IEnumerable<ActivityNode> children, string step, List<ActivityNode> path)
    {
        var way = path;
        foreach (var child in children)
        {
            var passage = Find(child, step, way);
            if (passage.Found is not null || !passage.Passes)
                return passage;
            way = [.. way, child];
        }

        return new Passage(true, null);
    }

    private Passage AnyOf(IEnumerable<ActivityNode> children, string step, List<ActivityNode> path, bool hasOther)
    {
        var passages = children.Select(child => Find(child, step, path)).ToList();
        return passages.Find(passage => passage.Found is not null) ?? new Passage(hasOther || passages.Count == 0 || passages.Exists(passage => passage.Passes), null);
    }

    private Passage AllOf(IEnumerable<ActivityNode> children, string step, List<ActivityNode> path)
    {
        var passages = children.Select(child => Find(child, step, path)).ToList();
        return passages.Find(passage => passage.Found is not null) ?? new Passage(passages.TrueForAll(passage => passage.Passes), null);
    }

    private static List<ActivityNode> Shortened(List<ActivityNode> path) => path.Count <= LongestPath ? path : [path[0], .. path[^(LongestPath - 1)..]];

    private static IEnumerable<string> Texts(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonValue>().Where(item => item.GetValueKind() == JsonValueKind.String).Select(item => item.GetValue<string>());

    /// <param name="Passes">Work can leave the node with the step still not done.</param>
    private sealed record Passage(bool Passes, FoundWay? Found);

    private sealed record FoundWay(IReadOnlyList<ActivityNode> Path);
}
