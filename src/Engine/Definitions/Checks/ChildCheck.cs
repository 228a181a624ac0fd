using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>The workflows that a definition starts, and its own name among the others.</summary>
internal sealed class ChildCheck(WorkflowDefinition definition, DefinitionSurroundings surroundings, FoundProblems problems)
{
    private static readonly string[] Starters = ["Elsa.ExecuteWorkflow", "Elsa.DispatchWorkflow", "Elsa.BulkDispatchWorkflows"];

    public void Run()
    {
        foreach (var (node, definitionId, waits) in StartedBy(definition))
        {
            if (definitionId == definition.DefinitionId)
            {
                if (waits)
                    problems.Warn("waits-for-itself", node, "workflowDefinitionId", definitionId, "It starts this very workflow and waits for its end; without a condition before it, this never ends.");
            }
            else if (!surroundings.Others.TryGetValue(definitionId, out var child))
            {
                problems.Fail("missing-workflow", node, "workflowDefinitionId", definitionId, $"There is no workflow '{definitionId}' to start.");
            }
            else if (!child.IsPublished)
            {
                problems.Warn("workflow-not-published", node, "workflowDefinitionId", child.Name, $"The workflow '{child.Name}' is not published, so it cannot be started.");
            }
            else if (waits && WayBack(definitionId) is { } way)
            {
                problems.Warn("workflows-wait-for-each-other", node, "workflowDefinitionId", child.Name, $"Workflows wait for each other in a circle: {way}.", way);
            }
        }

        var name = definition.Name ?? "";
        if (name.Length > 0 && surroundings.Others.Values.Any(other => string.Equals(other.Name, name, StringComparison.Ordinal)))
            problems.Say(ProblemSeverity.Warning, "duplicate-definition-name", "name", name, $"Another workflow is called '{name}' as well.");
    }

    /// <summary>Definitions whose end this one waits for, as far as they are written out.</summary>
    public static IReadOnlyList<string> WaitsFor(WorkflowDefinition definition) =>
        [.. StartedBy(definition).Where(start => start.Waits).Select(start => start.DefinitionId).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<(ActivityNode Node, string DefinitionId, bool Waits)> StartedBy(WorkflowDefinition definition)
    {
        foreach (var node in definition.Nodes.Where(node => !node.IsNested && Starters.Contains(node.Type)))
        {
            if (StatedInput.Of(node, "workflowDefinitionId") is not { IsFixed: true, Text: { Length: > 0 } definitionId })
                continue;
            var wait = StatedInput.Of(node, "waitForCompletion");
            var waits = wait.IsFixed && (wait.Text is { } text ? ValueTypes.IsTrue(System.Text.Json.Nodes.JsonValue.Create(text)) : node.Type == "Elsa.BulkDispatchWorkflows");
            yield return (node, definitionId, waits);
        }
    }

    /// <summary>The names on the way from a started workflow back to this one; null when there is none.</summary>
    private string? WayBack(string from)
    {
        var ways = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = NameOf(from) };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var next in surroundings.Others.GetValueOrDefault(current)?.WaitsFor ?? [])
            {
                if (next == definition.DefinitionId)
                    return $"{NameOf(next)} → {ways[current]} → {NameOf(next)}";
                if (ways.TryAdd(next, $"{ways[current]} → {NameOf(next)}"))
                    queue.Enqueue(next);
            }
        }

        return null;
    }

    private string NameOf(string definitionId) =>
        definitionId == definition.DefinitionId ? definition.Name ?? definitionId : surroundings.Others.GetValueOrDefault(definitionId)?.Name ?? definitionId;
}
