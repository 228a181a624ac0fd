using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Activities.Primitives;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Execution;

/// <summary>Endings that reach over several containers: a Break up to its loop, a Complete up to its workflow.</summary>
internal sealed partial class Burst
{
    private const string Breaking = "breaking";
    private const string AskedOutcomes = "outcomes";

    private Dictionary<string, long>? progress;

    public Activity ActivityOf(ActivityNode node) => node.NestedWorkflow ?? services.Catalog.Find(node.Type, node.TypeVersion) ?? UnknownActivity.Instance;

    /// <summary>Marks the nearest loop, and what lies between; each ends when the child that runs in it has ended.</summary>
    public void MarkBreaking(ActivityExecution from)
    {
        for (var container = ParentOf(from); container is not null; container = ParentOf(container))
        {
            var scope = ActivityOf(container.Node).BreakScope;
            if (scope == BreakScope.None)
                continue;
            (container.Properties ??= [])[Breaking] = true;
            if (scope == BreakScope.Loop)
                return;
        }
    }

    public static bool IsBreaking(ActivityExecution container) => (bool?)container.Properties?[Breaking] == true;

    /// <summary>The outcomes that a Complete inside asked for.</summary>
    public static string[]? OutcomesAskedOf(ActivityExecution workflow) =>
        workflow.Properties?[AskedOutcomes] is JsonArray outcomes ? [.. outcomes.Select(outcome => (string?)outcome ?? "")] : null;

    /// <summary>
    /// Elsa's order: loops between are cancelled with all that is in them; without any, the activity completes as usual, which
    /// ends the container it stands in; then whatever is left of the workflow is cancelled and the workflow completes.
    /// </summary>
    private async ValueTask CompleteWorkflowAsync(ActivityExecution from, IReadOnlyList<string> outcomes)
    {
        ActivityExecution? loop = null;
        var workflow = ParentOf(from);
        for (; workflow is not null && workflow.Node.Type != WorkflowDefinitionReader.WorkflowType; workflow = ParentOf(workflow))
            if (ActivityOf(workflow.Node).BreakScope == BreakScope.Loop)
                loop = workflow;
        if (workflow is null)
            return;
        (workflow.Properties ??= [])[AskedOutcomes] = new JsonArray([.. outcomes.Select(outcome => (JsonNode)outcome)]);
        if (loop is null)
        {
            await ApplyAsync(from, ActivityResult.Complete([.. outcomes]));
        }
        else
        {
            var around = ParentOf(loop);
            await CancelExecutionAsync(loop);
            if (around is { Tokens: not null } && !LiveChildren(around).Any())
                await ApplyAsync(around, ActivityResult.Complete());
        }

        if (!IsEnded && workflow.Status == ActivityStatus.Running && State.Executions.Contains(workflow))
            await ApplyAsync(workflow, ActivityResult.Complete([.. outcomes]));
    }

    /// <summary>Where loops with an end stood when the burst before this one ran out of fuel.</summary>
    private void NoteProgress()
    {
        foreach (var execution in State.Executions)
            if (ActivityOf(execution.Node).ProgressOf(execution) is { } position)
                (progress ??= new(StringComparer.Ordinal))[execution.Id] = position;
    }

    /// <summary>
    /// Whether such a loop has moved on since: then the instance is on its way to an end, however long it takes. A loop that began
    /// in this very burst does not count, because an endless one may begin it again and again.
    /// </summary>
    private bool HasProgressed() => progress is not null && State.Executions.Exists(execution =>
        progress.TryGetValue(execution.Id, out var before) && ActivityOf(execution.Node).ProgressOf(execution) is { } now && now != before);
}
