using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Triggers;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// The way into the engine: every call is one burst in one transaction on the scope's database context, committed before it
/// returns. What the caller has tracked in that context commits with it, or not at all.
/// </summary>
public sealed class WorkflowRuntime(IWorkflowStore store, DefinitionCache definitions, ActivityCatalog catalog, EngineOptions options, InstanceChanges notices)
{
    /// <exception cref="WorkflowDefinitionNotFoundException">Nothing published under that id.</exception>
    public async Task<WorkflowRunResult> StartAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        var opened = await store.BeginAsync(new UnitRequest { DefinitionId = request.VersionId is null ? request.DefinitionId : null }, cancellationToken);
        await using var unit = opened.Unit;
        return await StartAsync(opened, request, options, cancellationToken);
    }

    /// <summary>
    /// Queues starts for the pump. What the caller has tracked commits with them, and no instance or case is locked on the way, so that
    /// many can be queued at once.
    /// </summary>
    /// <exception cref="WorkflowDefinitionNotFoundException">Nothing published under one of the ids.</exception>
    public async Task QueueStartsAsync(IReadOnlyList<StartWorkflow> requests, CancellationToken cancellationToken)
    {
        await using var unit = await store.BeginAsync(cancellationToken);
        foreach (var definitionId in requests.Select(request => request.DefinitionId).Distinct())
            _ = await store.FindPublishedVersionAsync(definitionId, cancellationToken) ?? throw new WorkflowDefinitionNotFoundException(definitionId);
        await unit.QueueAsync([.. requests.Select(request => new NewWork(WorkLane.Interactive, WorkKind.Start, null, null, null, QueuedStart.Write(request)))], cancellationToken);
        await unit.CommitAsync(null, cancellationToken);
    }

    /// <exception cref="StimulusConsumedException">Nothing waits on the bookmark (any more).</exception>
    /// <exception cref="InstanceBusyException">Another request holds the instance.</exception>
    public async Task<WorkflowRunResult> ResumeAsync(ResumeWorkflow request, CancellationToken cancellationToken)
    {
        var opened = await store.BeginAsync(new UnitRequest { BookmarkId = request.BookmarkId }, cancellationToken);
        await using var unit = opened.Unit;
        if (opened.Instance is not { } stored || !opened.BookmarkIsOpen)
            throw new StimulusConsumedException(request.BookmarkId);
        var burst = await LoadAsync(unit, stored, request.Actor, options, cancellationToken);
        var bookmark = burst.State.Bookmarks.Find(candidate => candidate.Id == request.BookmarkId) ?? throw new StimulusConsumedException(request.BookmarkId);
        await burst.ResumeAsync(bookmark, request.Payload);
        return await CommitAsync(unit, burst, stored.RowVersion, cancellationToken);
    }

    /// <summary>Cancels an instance with everything that it waits for.</summary>
    /// <exception cref="InstanceStateException">It has ended already.</exception>
    public Task<WorkflowRunResult> CancelAsync(string instanceId, string? actor, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, actor, burst => burst.State.Executions.Count == 0 ? throw new InstanceStateException(instanceId, "has ended and cannot be cancelled") : burst.CancelAsync(), cancellationToken);

    /// <summary>Changes an instance from outside its own course; all of it in one commit, or nothing.</summary>
    /// <exception cref="AlterationRefusedException">One of the alterations cannot be done.</exception>
    public Task<WorkflowRunResult> AlterAsync(string instanceId, IReadOnlyList<Alteration> alterations, string? actor, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, actor, burst => burst.AlterAsync(alterations), cancellationToken);

    /// <summary>Runs faulted activities again from where they failed: all of them, or those named.</summary>
    /// <exception cref="InstanceStateException">There is no such faulted activity.</exception>
    public Task<WorkflowRunResult> RetryAsync(string instanceId, IReadOnlyCollection<string>? executionIds, string? actor, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, actor, burst =>
        {
            var faulted = burst.State.Executions.FindAll(execution => execution.Status == ActivityStatus.Faulted && executionIds?.Contains(execution.Id) != false);
            return faulted.Count == 0 ? throw new InstanceStateException(instanceId, "has no faulted activity to retry") : burst.RetryAsync(faulted);
        }, cancellationToken);

    /// <summary>
    /// Queues a resume for everything that waits for the event, and a start for every definition that begins with it (unless one
    /// instance is named); the pump delivers them. An event for nobody is kept for a while.
    /// </summary>
    public async Task<IReadOnlyList<QueuedResume>> PublishEventAsync(string name, JsonNode? payload, string? instanceId, string? correlationId, CancellationToken cancellationToken)
    {
        await using var unit = await store.BeginAsync(cancellationToken);
        var filter = new StimulusFilter("Elsa.Event", Burst.HashOf("Elsa.Event", name), instanceId, correlationId);
        var text = payload?.ToJsonString(CompactJson.Options);
        var queued = await unit.QueueResumesAsync(filter, text, cancellationToken);
        var starts = instanceId is null ? await TriggeredStarts.FindAsync(unit, filter.Kind, filter.KeyHash, payload, correlationId, cancellationToken) : [];
        await unit.QueueAsync(starts, cancellationToken);
        if (queued.Count + starts.Count == 0)
            await unit.KeepEventAsync(filter, text, options.EventLifetime, cancellationToken);
        await unit.CommitAsync(null, cancellationToken);
        return queued;
    }

    /// <summary>Runs one claimed row of the work table; a row whose reason is gone just disappears.</summary>
    public async Task RunWorkAsync(WorkRow row, CancellationToken cancellationToken)
    {
        // Nobody is there to be told of a refusal, so for the pump it is a failure like any other: an incident.
        var unattended = new EngineOptions { Limits = options.Limits, IsLostRace = options.IsLostRace };
        var start = row.Kind == WorkKind.Start ? QueuedStart.Parse(row.Payload) : null;
        var request = new UnitRequest
        {
            InstanceId = row.InstanceId,
            BookmarkId = row.BookmarkId,
            WorkId = row.Id,
            LeaseToken = row.LeaseToken,
            DefinitionId = start is { VersionId: null } ? start.DefinitionId : null,
        };
        var opened = await store.BeginAsync(request, cancellationToken);
        await using var unit = opened.Unit;
        if (!opened.WorkConsumed)
            return;
        if (start is not null)
        {
            await StartAsync(opened, start, unattended, cancellationToken);
            return;
        }

        if (opened.Instance is not { } stored)
        {
            await unit.CommitAsync(null, cancellationToken);
            return;
        }

        var burst = await LoadAsync(unit, stored, null, unattended, cancellationToken);
        if (await RunAsync(burst, row, opened.BookmarkIsOpen))
            await CommitAsync(unit, burst, stored.RowVersion, cancellationToken);
        else
            await unit.CommitAsync(null, cancellationToken);
    }

    /// <summary>A queued start that can never happen: the row goes, and a parent that waits is told.</summary>
    public async Task DropStartAsync(WorkRow row, CancellationToken cancellationToken)
    {
        var start = QueuedStart.Parse(row.Payload);
        await using var unit = await store.BeginAsync(cancellationToken);
        if (!await unit.ConsumeWorkAsync(row.Id, row.LeaseToken, cancellationToken))
            return;
        if (start is { ParentInstanceId: { } parent, ParentBookmarkId: { } bookmark })
        {
            var result = ChildResult.Write(start.InstanceId!, WorkflowSubStatus.Faulted, []);
            await unit.QueueAsync([new NewWork(WorkLane.Child, WorkKind.Resume, null, parent, bookmark, result)], cancellationToken);
        }

        await unit.CommitAsync(null, cancellationToken);
    }

    private async ValueTask<bool> RunAsync(Burst burst, WorkRow row, bool bookmarkIsOpen)
    {
        if (row.Kind == WorkKind.Continue)
        {
            await burst.ContinueAsync();
            return true;
        }

        if (row.Kind == WorkKind.Cancel)
        {
            if (burst.State.Executions.Count == 0)
                return false;
            await burst.CancelAsync();
            return true;
        }

        var bookmark = burst.State.Bookmarks.Find(candidate => candidate.Id == row.BookmarkId);
        if (bookmark is null || !bookmarkIsOpen)
            return false;
        var payload = row.Payload is null ? null : JsonNode.Parse(row.Payload);
        if (row.Attempt > options.Limits.Attempts)
            burst.GiveUp(bookmark, payload, row.Attempt);
        else
            await burst.ResumeAsync(bookmark, payload);
        return true;
    }

    private async Task<WorkflowRunResult> ChangeAsync(string instanceId, string? actor, Func<Burst, ValueTask> change, CancellationToken cancellationToken)
    {
        var opened = await store.BeginAsync(new UnitRequest { InstanceId = instanceId }, cancellationToken);
        await using var unit = opened.Unit;
        var stored = opened.Instance ?? throw new WorkflowInstanceNotFoundException(instanceId);
        var burst = await LoadAsync(unit, stored, actor, options, cancellationToken);
        await change(burst);
        return await CommitAsync(unit, burst, stored.RowVersion, cancellationToken);
    }

    private async Task<WorkflowRunResult> StartAsync(OpenedUnit opened, StartWorkflow request, EngineOptions burstOptions, CancellationToken cancellationToken)
    {
        var services = Services(burstOptions);
        var definition = await services.FindDefinitionAsync(request.DefinitionId, request.VersionId ?? opened.PublishedVersionId, cancellationToken);
        var (header, state) = NewInstance.Of(definition, request, opened.Unit.Now);
        var burst = new Burst(definition, header, state, opened.Unit, services, request.Actor, cancellationToken);
        foreach (var other in request.AlsoStart)
            burst.AddWork(new NewWork(WorkLane.Interactive, WorkKind.Start, null, null, null, QueuedStart.Write(other)));
        await burst.StartAsync();
        return await CommitAsync(opened.Unit, burst, null, cancellationToken);
    }

    private BurstServices Services(EngineOptions burstOptions) => new(store, definitions, catalog, burstOptions);

    private async ValueTask<Burst> LoadAsync(IWorkflowUnit unit, StoredInstance stored, string? actor, EngineOptions burstOptions, CancellationToken cancellationToken)
    {
        var definition = await definitions.GetAsync(store, stored.Header.VersionId, cancellationToken);
        return new Burst(definition, stored.Header, WorkflowState.Parse(stored.State.Span), unit, Services(burstOptions), actor, cancellationToken);
    }

    private async Task<WorkflowRunResult> CommitAsync(IWorkflowUnit unit, Burst burst, long? readVersion, CancellationToken cancellationToken)
    {
        var changes = burst.ToChanges(readVersion);
        await unit.CommitAsync(changes, cancellationToken);
        notices.Raise(changes);
        return new WorkflowRunResult(changes.Header, burst.State);
    }
}
