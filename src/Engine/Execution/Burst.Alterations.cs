using System.Text.Json.Nodes;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Execution;

/// <summary>Changes from outside the workflow's own course.</summary>
internal sealed partial class Burst
{
    /// <exception cref="AlterationRefusedException">One of them cannot be done.</exception>
    public async ValueTask AlterAsync(IReadOnlyList<Alteration> alterations)
    {
        if (State.Executions.Count == 0)
            throw new AlterationRefusedException(alterations[0], $"Workflow instance {InstanceId} has ended and cannot be altered.");
        State.Yields = 0;
        foreach (var alteration in alterations)
            await AlterAsync(alteration);
        if (!IsEnded)
            await RunQueueAsync();
    }

    private ValueTask AlterAsync(Alteration alteration) => alteration switch
    {
        Alteration.ModifyVariable modify => ModifyVariable(modify),
        Alteration.CancelActivity cancel => CancelActivityAsync(cancel),
        Alteration.ScheduleActivity schedule => ScheduleActivity(schedule),
        Alteration.Migrate migrate => MigrateAsync(migrate),
        _ => CancelAsync(alteration),
    };

    private ValueTask CancelAsync(Alteration alteration)
    {
        WriteAltered(State.Executions[0], alteration, null);
        return CancelAsync();
    }

    private ValueTask ModifyVariable(Alteration.ModifyVariable modify)
    {
        var owner = State.Executions.Find(execution => execution.Variables?.ContainsKey(modify.VariableId) == true);
        var variable = owner is null ? null : VariablesOf(owner.Node).FirstOrDefault(candidate => candidate.Id == modify.VariableId);
        if (owner is null || variable is null)
            throw new AlterationRefusedException(modify, $"Variable with ID {modify.VariableId} not found");
        var before = owner.Variables![variable.Id];
        try
        {
            owner.Variables[variable.Id] = ValueTypes.ConvertGiven(modify.Value, variable.TypeName, variable.IsArray)?.DeepClone();
        }
        catch (ValueConversionException)
        {
            throw new AlterationRefusedException(modify, $"The value does not fit variable '{variable.Name}', which is of type {variable.TypeName}.");
        }

        WriteAltered(owner, modify, new JsonObject { ["variable"] = variable.Name, ["from"] = Short(before), ["to"] = Short(owner.Variables[variable.Id]) });
        return ValueTask.CompletedTask;
    }

    private async ValueTask CancelActivityAsync(Alteration.CancelActivity cancel)
    {
        var executions = FindExecutions(cancel, cancel.ActivityId, cancel.ExecutionId);
        if (executions.Count == 0)
            throw new AlterationRefusedException(cancel, cancel.ExecutionId is null ? $"Activity execution contexts for activity with ID {cancel.ActivityId} not found" : $"Activity execution context with ID {cancel.ExecutionId} not found");
        foreach (var execution in executions.Where(State.Executions.Contains))
        {
            WriteAltered(execution, cancel, null);
            ResolveIncidents(execution);
            await CancelExecutionAsync(execution);

            // Its container hears of an end without any outcome: a flowchart follows no connection, a sequence goes on.
            if (State.Executions.Find(candidate => candidate.Id == execution.ParentId) is { } container)
                await ApplyAsync(container, await StepAsync(container, new FaultedStep(FaultedStepKind.ChildCompleted, null, null, execution.NodeId, []), execution.Id));
        }
    }

    private ValueTask ScheduleActivity(Alteration.ScheduleActivity schedule)
    {
        var existing = FindExecutions(schedule, schedule.ActivityId, schedule.ExecutionId);
        var faulted = existing.FindAll(execution => execution.Status == ActivityStatus.Faulted);
        if (faulted.Count == 0 && schedule.ExecutionId is not null)
            throw new AlterationRefusedException(schedule, existing.Count == 0 ? "No existing activity execution context was found and no activity ID was specified" : "Only an activity that has faulted can be scheduled again by its execution; this one is still at work.");
        foreach (var execution in faulted)
        {
            WriteAltered(execution, schedule, null);
            queue.Enqueue(new WorkItem(execution.NodeId, execution.ParentId, execution.ScheduledBy, execution.Id));
        }

        if (faulted.Count > 0)
            return ValueTask.CompletedTask;
        var node = Definition.Nodes.FirstOrDefault(candidate => candidate.Id == schedule.ActivityId && candidate.Parent is not null)
            ?? throw new AlterationRefusedException(schedule, $"Activity with ID {schedule.ActivityId} not found");
        var container = State.Executions.Find(execution => execution.NodeId == node.Parent!.NodeId && execution.Status == ActivityStatus.Running)
            ?? throw new AlterationRefusedException(schedule, $"Could not find parent activity execution context for activity with ID {schedule.ActivityId}");
        WriteAltered(container, schedule, new JsonObject { ["activity"] = node.Id });
        queue.Enqueue(new WorkItem(node.NodeId, container.Id, null));
        return ValueTask.CompletedTask;
    }

    private async ValueTask MigrateAsync(Alteration.Migrate migrate)
    {
        if (migrate.VersionId is null)
            throw new AlterationRefusedException(migrate, $"Workflow definition with ID {Definition.DefinitionId} and version {migrate.TargetVersion} not found");
        var target = await services.Definitions.GetAsync(services.Store, migrate.VersionId, CancellationToken);
        var lost = State.Executions.Select(execution => execution.Node).Concat(queue.Select(item => Definition.FindNode(item.NodeId)!))
            .Concat(State.Executions.SelectMany(execution => (execution.Tokens ?? []).Where(token => !token.Taken).Select(token => Definition.FindNode($"{execution.NodeId}:{token.To}")!)))
            .Where(node => target.FindNode(node.NodeId)?.Type != node.Type).Select(node => node.NodeId).Distinct().ToList();
        if (lost.Count > 0)
            throw new AlterationRefusedException(migrate, $"The instance is at activities that version {migrate.TargetVersion} does not have: {string.Join(", ", lost)}");

        WriteAltered(State.Executions[0], migrate, new JsonObject { ["from"] = Definition.Version, ["to"] = target.Version });
        Definition = target;
        header = header with { VersionId = target.Id, DefinitionVersion = target.Version };
        foreach (var execution in State.Executions)
        {
            execution.Node = target.FindNode(execution.NodeId)!;
            MigrateVariables(execution);
        }
    }

    /// <summary>Variables keep their values; new ones begin with their defaults.</summary>
    private void MigrateVariables(ActivityExecution execution)
    {
        var before = execution.Variables;
        execution.Variables = null;
        InitialiseVariables(execution);
        if (execution.Variables is null || before is null)
            return;
        foreach (var variable in VariablesOf(execution.Node))
            if (before.TryGetValue(variable.Id, out var value))
                execution.Variables[variable.Id] = ValueTypes.Convert(value, variable.TypeName, variable.IsArray)?.DeepClone();
    }

    private List<ActivityExecution> FindExecutions(Alteration alteration, string? activityId, string? executionId)
    {
        if (activityId is null && executionId is null)
            throw new AlterationRefusedException(alteration, "Either ActivityInstanceId or ActivityId must be specified");
        return State.Executions.FindAll(execution => executionId is null ? execution.Node.Id == activityId && execution.Node.Parent is not null : execution.Id == executionId);
    }

    private void WriteAltered(ActivityExecution execution, Alteration alteration, JsonObject? data)
    {
        data ??= [];
        data.Insert(0, "alteration", alteration.Kind);
        Write(execution, JournalEvent.Altered, data);
    }

    private static JsonNode? Short(JsonNode? value) =>
        value?.ToJsonString(CompactJson.Options) is { Length: > 200 } text ? JsonValue.Create(text[..200] + "…") : value?.DeepClone();
}
