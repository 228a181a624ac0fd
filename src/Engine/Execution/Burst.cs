using System.Data.Common;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace AidWorkflows.Engine.Execution;

/// <summary>
/// The stretch from a stimulus to the next wait, in memory, inside one open transaction. It only collects changes; the
/// runtime writes them in one commit. This file is the loop; Burst.Variables.cs and Burst.Changes.cs hold what it works on.
/// </summary>
internal sealed partial class Burst
{
    private readonly BurstServices services;
    private readonly EngineOptions options;
    private readonly IWorkflowUnit unit;
    private readonly Queue<WorkItem> queue = new();
    private long startedAt = Stopwatch.GetTimestamp();
    private int steps;

    public Burst(WorkflowDefinition definition, InstanceHeader header, WorkflowState state, IWorkflowUnit unit, BurstServices services, string? actor, CancellationToken cancellationToken)
    {
        Definition = definition;
        State = state;
        CancellationToken = cancellationToken;
        Actor = actor;
        Now = unit.Now;
        CorrelationId = header.CorrelationId;
        Name = header.Name;
        this.header = header;
        this.unit = unit;
        this.services = services;
        options = services.Options;
        settledAs = (header.Status, header.SubStatus);
        sequence = header.JournalSequence;
        foreach (var execution in state.Executions)
            execution.Node = definition.FindNode(execution.NodeId) ?? throw new InvalidOperationException($"AW1006 Version {definition.Id} has no node {execution.NodeId}.");
        rootVariables = state.Executions.Find(execution => execution.ParentId is null)?.Variables;
        if (state.Queue.Count > 0)
            NoteProgress();
        foreach (var item in state.Queue)
            queue.Enqueue(item);
        state.Queue.Clear();
    }

    public WorkflowDefinition Definition { get; private set; }

    public WorkflowState State { get; }

    public DateTimeOffset Now { get; }

    public string? Actor { get; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public string InstanceId => header.Id;

    public IServiceProvider Services => unit.Services;

    public CancellationToken CancellationToken { get; }

    public bool IsEnded { get; private set; }

    public ValueTask StartAsync()
    {
        queue.Enqueue(new WorkItem(Definition.Root.NodeId, null, null));
        return RunQueueAsync();
    }

    public async ValueTask ResumeAsync(Bookmark bookmark, JsonNode? payload)
    {
        var execution = State.Executions.Find(candidate => candidate.Id == bookmark.ActivityExecutionId)
            ?? throw new InvalidOperationException($"AW1005 Bookmark {bookmark.Id} points to an execution that is gone.");
        if (!bookmark.StaysOpen)
            RemoveBookmark(bookmark);
        State.Yields = 0;
        Write(execution, JournalEvent.Resumed, (string?)null);
        await StepAndApplyAsync(execution, new FaultedStep(FaultedStepKind.Resume, bookmark.Name, payload), bookmark);
        await RunQueueAsync();
    }

    /// <summary>A stimulus that failed too often becomes an incident; the retry delivers it again.</summary>
    public void GiveUp(Bookmark bookmark, JsonNode? payload, int attempts)
    {
        var execution = State.Executions.Find(candidate => candidate.Id == bookmark.ActivityExecutionId)!;
        if (!bookmark.StaysOpen)
            RemoveBookmark(bookmark);
        Fault(execution, new FaultedStep(FaultedStepKind.Resume, bookmark.Name, payload), new ActivityFaultException("AW2011", $"Waking '{execution.Node.DisplayName}' failed {attempts} times; see the server's log, mend the cause, then retry."));
        Settle();
    }

    /// <summary>Goes on with what was queued when the fuel ran out.</summary>
    public ValueTask ContinueAsync() => RunQueueAsync();

    public async ValueTask RetryAsync(IReadOnlyCollection<ActivityExecution> faulted)
    {
        State.Yields = 0;
        foreach (var waiting in faulted.Where(execution => execution.FaultedStep?.Kind is FaultedStepKind.Parked or FaultedStepKind.AwaitsAnswer))
            MarkRetried(waiting);
        foreach (var execution in faulted.Where(execution => execution.Status == ActivityStatus.Faulted))
            queue.Enqueue(new WorkItem(execution.NodeId, execution.ParentId, execution.ScheduledBy, execution.Id));
        await RunQueueAsync();
    }

    public async ValueTask CancelAsync()
    {
        queue.Clear();
        while (State.Executions.Find(execution => execution.Status != ActivityStatus.Completed && !State.Executions.Exists(other => other.Id == execution.ParentId)) is { } outermost)
            await CancelExecutionAsync(outermost);
        End(WorkflowSubStatus.Cancelled);
        await unit.QueueChildCancelsAsync(InstanceId, CancellationToken);
    }

    private async ValueTask RunQueueAsync()
    {
        while (!IsEnded && !IsParked && queue.Count > 0)
        {
            CancellationToken.ThrowIfCancellationRequested();
            if (OutOfFuel())
            {
                if (!HasProgressed())
                    State.Yields++;
                if (State.Yields > options.Limits.Yields)
                    ParkAsLoop(queue.Peek());
                break;
            }

            await RunItemAsync(queue.Dequeue());
        }

        State.Queue.AddRange(queue);
        Settle();
    }

    private bool OutOfFuel() => ++steps > options.Limits.Steps
        || (steps % 16 == 0 && Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds > options.Limits.Milliseconds);

    private async ValueTask RunItemAsync(WorkItem item)
    {
        if (item.RetryOf is { } id)
        {
            if (State.Executions.Find(candidate => candidate.Id == id) is { Status: ActivityStatus.Faulted } faulted)
                await RetryStepAsync(faulted);
            return;
        }

        // Its container may have completed in the meantime: as in Elsa, what was scheduled by then still runs, and leads nowhere.
        var node = Definition.FindNode(item.NodeId) ?? throw new InvalidOperationException($"AW1006 Version {Definition.Id} has no node {item.NodeId}.");
        var execution = new ActivityExecution { Id = NewId(), NodeId = node.NodeId, ParentId = item.OwnerId, ScheduledBy = item.ScheduledBy, StartedAt = Now, Node = node, Locals = item.Locals };
        State.Executions.Add(execution);
        InitialiseVariables(execution);
        await StepAndApplyAsync(execution, new FaultedStep(FaultedStepKind.Start), null);
    }

    private async ValueTask RetryStepAsync(ActivityExecution execution)
    {
        var step = execution.FaultedStep ?? new FaultedStep(FaultedStepKind.Start);
        MarkRetried(execution);
        await StepAndApplyAsync(execution, step, null);
    }

    private async ValueTask StepAndApplyAsync(ActivityExecution execution, FaultedStep step, Bookmark? resumed)
    {
        var result = await StepAsync(execution, step, resumed?.Id, resumed: resumed);
        if (result is ActivityResult.WorkflowCompleted ended)
        {
            await CompleteWorkflowAsync(execution, ended.Outcomes);
            return;
        }

        if (result is ActivityResult.Returned returned)
        {
            await ReturnAsync(execution, returned.ActivityId);
            return;
        }

        await ApplyAsync(execution, result);

        // It was woken and still waits on what it has.
        if (resumed is not null && result is ActivityResult.Scheduled && State.Bookmarks.Exists(bookmark => bookmark.ActivityExecutionId == execution.Id))
            Write(execution, JournalEvent.Suspended, (string?)null);
    }

    /// <summary>Completions go up, container by container, as far as each of them ends its container.</summary>
    private async ValueTask ApplyAsync(ActivityExecution execution, ActivityResult? result)
    {
        string? scheduledBy = execution.Id;
        while (result is ActivityResult.Completed completed)
        {
            var child = execution;
            var terminal = ActivityOf(child.Node).IsTerminal;
            await CompleteAsync(child, completed.Outcomes);
            var parent = State.Executions.Find(candidate => candidate.Id == child.ParentId);
            if (parent is null)
            {
                if (child.ParentId is null)
                    KeepUntilLast(child);
                return;
            }

            var outcomes = completed.Outcomes as string[] ?? [.. completed.Outcomes];
            scheduledBy = child.Id;
            execution = parent;
            result = await StepAsync(parent, new FaultedStep(FaultedStepKind.ChildCompleted, null, null, child.NodeId, outcomes), child.Id, terminal);
        }

        Apply(execution, result, scheduledBy);
    }

    private void Apply(ActivityExecution execution, ActivityResult? result, string? scheduledBy)
    {
        switch (result)
        {
            case ActivityResult.Scheduled scheduled:
                foreach (var child in scheduled.Children)
                    queue.Enqueue(new WorkItem(child.Node.NodeId, execution.Id, scheduledBy, Locals: child.Locals));
                break;
            case ActivityResult.Waiting waiting:
                foreach (var bookmark in waiting.Bookmarks)
                    AddBookmark(execution, bookmark);
                Write(execution, JournalEvent.Suspended, (string?)null);
                break;
            case ActivityResult.Finished:
                WriteCompletion(execution, ["Done"]);
                queue.Clear();
                End(WorkflowSubStatus.Finished);
                break;
        }
    }

    /// <summary>One call into an activity. Null when it faulted.</summary>
    private async ValueTask<ActivityResult?> StepAsync(ActivityExecution execution, FaultedStep step, string? sourceId, bool childIsTerminal = false, Bookmark? resumed = null)
    {
        var activity = ActivityOf(execution.Node);
        var context = new ActivityContext(this, execution, activity);
        try
        {
            if (activity.WritesDomain)
                await unit.SaveDomainAsync(CancellationToken);
            switch (step.Kind)
            {
                case FaultedStepKind.Resume:
                    return await activity.ResumeAsync(context, new Resumption(sourceId ?? "", step.BookmarkName ?? "", step.Payload));
                case FaultedStepKind.ChildCompleted:
                    var node = Definition.FindNode(step.ChildNodeId!)!;
                    return await activity.ChildCompletedAsync(context, new ChildCompletion(node, sourceId ?? "", step.Outcomes ?? [], childIsTerminal));
                default:
                    return await StartActivityAsync(context);
            }
        }
        catch (Exception exception) when (IsActivityFault(exception))
        {
            if (activity.WritesDomain)
                await unit.RollbackDomainAsync(CancellationToken);
            Fault(execution, step, exception);
            if (activity.AnswersAreGivenAgain && resumed is not null)
                KeepForAnotherAnswer(execution, resumed);
            return null;
        }
    }

    private async ValueTask<ActivityResult> StartActivityAsync(ActivityContext context)
    {
        try
        {
            EvaluateInputs(context);
        }
        finally
        {
            // Written even when an input cannot be evaluated: Elsa shows Started, then Faulted.
            WriteStarted(context);
        }

        return await context.Activity.ExecuteAsync(context);
    }

    private static void EvaluateInputs(ActivityContext context)
    {
        foreach (var input in context.Activity.Inputs)
        {
            if (!input.IsWrapped || input.IsLazy)
                continue;
            JsonNode? value;
            try
            {
                var given = context.Node.Json[input.Property];
                value = (given is null ? null : context.Evaluate(given)) ?? input.Default;

                // Variables and inputs are handed over as they are; what reads them converts.
                if (!Expressions.ExpressionEvaluator.IsReference(given))
                    value = ValueTypes.Convert(value, input.TypeName, input.IsArray);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new ActivityFaultException((exception as ActivityFaultException)?.Code ?? "AW2002", $"Failed to evaluate activity input '{input.Name}'", exception);
            }

            var target = input.IsSensitive ? context.SensitiveInputs ??= [] : context.Execution.State ??= [];
            target[input.Name] = value?.DeepClone();
        }
    }

    /// <summary>A database failure is nobody's incident: the burst rolls back and is tried again. Refusals go to the caller.</summary>
    private bool IsActivityFault(Exception exception)
    {
        if (options.IsRefusal(exception) || options.IsLostRace(exception) || (exception is OperationCanceledException && CancellationToken.IsCancellationRequested))
            return false;
        for (var current = exception; current is not null; current = current.InnerException)
            if (current is DbException)
                return false;
        return true;
    }
}
