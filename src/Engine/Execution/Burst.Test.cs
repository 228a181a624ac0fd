using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Engine.Execution;

/// <summary>A single activity run by itself, for the designer's test button.</summary>
internal sealed partial class Burst
{
    public async ValueTask<ActivityTestResult> TestAsync(ActivityNode node, IReadOnlyDictionary<string, JsonNode?> variables)
    {
        var scopes = new Stack<ActivityNode>();
        for (var scope = node.Parent; scope is not null; scope = scope.Parent)
            scopes.Push(scope);
        ActivityExecution? owner = null;
        foreach (var scope in scopes)
            owner = AddScope(scope, owner);
        var execution = AddScope(node, owner);
        foreach (var (id, value) in variables)
            TrySetVariable(execution, id, value);

        var result = await StepAsync(execution, new FaultedStep(FaultedStepKind.Start), null);
        var outcomes = result switch
        {
            ActivityResult.Completed completed => completed.Outcomes,
            ActivityResult.Finished => ["Done"],
            _ => [],
        };
        var status = result switch
        {
            null => ActivityStatus.Faulted,
            ActivityResult.Completed or ActivityResult.Finished => ActivityStatus.Completed,
            _ => ActivityStatus.Running,
        };
        return new ActivityTestResult(status, execution.State ?? [], OutputsOf(node), outcomes, result is null ? State.Incidents[^1].Message : null);
    }

    private ActivityExecution AddScope(ActivityNode node, ActivityExecution? owner)
    {
        var execution = new ActivityExecution { Id = NewId(), NodeId = node.NodeId, ParentId = owner?.Id, StartedAt = Now, Node = node };
        State.Executions.Add(execution);
        InitialiseVariables(execution);
        return execution;
    }
}
