using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Execution;

/// <summary>
/// Other instances, as far as a burst may touch them: new ones, and work rows for those that exist. It never locks one, so no
/// two transactions can wait for each other's instances.
/// </summary>
internal sealed partial class Burst
{
    /// <summary>Deeper nesting goes through the work table, so that a workflow that starts itself cannot fill the stack.</summary>
    private const int MaxNesting = 5;

    private readonly List<Burst> startedChildren = [];
    private readonly (WorkflowStatus Status, WorkflowSubStatus SubStatus) settledAs;
    private int nesting;

    public WorkflowStatus Status => header.Status;

    public WorkflowSubStatus SubStatus => header.SubStatus;

    /// <summary>Starts a child when this burst has been committed, with what is published now.</summary>
    public async ValueTask<string> QueueChildAsync(StartWorkflow request, WorkLane lane)
    {
        var definition = await FindChildDefinitionAsync(request.DefinitionId);
        var id = NewId();
        AddWork(new NewWork(lane, WorkKind.Start, null, null, null, QueuedStart.Write(ForChild(request, id) with { VersionId = definition.Id }), QueuedStart.ChildKey(InstanceId, id)));
        return id;
    }

    /// <summary>
    /// Runs a child up to its first wait as part of this burst and its commit; null when it has to be queued instead. The
    /// child is an instance of its own from the beginning.
    /// </summary>
    public async ValueTask<Burst?> RunChildAsync(StartWorkflow request)
    {
        var definition = await FindChildDefinitionAsync(request.DefinitionId);
        // A strategy that allows one instance is decided by a unique index at commit; the parent must not roll back with it.
        if (nesting >= MaxNesting || definition.Options.ActivationStrategy != Definitions.ActivationStrategy.AllowAlways)
            return null;
        var (childHeader, childState) = NewInstance.Of(definition, ForChild(request, NewId()), Now);
        var child = new Burst(definition, childHeader, childState, unit, services, Actor, CancellationToken) { nesting = nesting + 1, steps = steps, startedAt = startedAt };
        await child.StartAsync();
        steps = child.steps;
        startedChildren.Add(child);
        return child;
    }

    /// <summary>
    /// Queues a resume for everything that waits for the event right now, this instance included, and a start for every
    /// definition that begins with it. Nothing of it runs inside this burst.
    /// </summary>
    public async ValueTask PublishAsync(string kind, string key, JsonNode? payload, bool isLocal, string? correlationId)
    {
        var hash = HashOf(kind, key);
        var text = payload?.ToJsonString(CompactJson.Options);
        var filter = new StimulusFilter(kind, hash, isLocal ? InstanceId : null, correlationId);
        var waiting = (await unit.QueueResumesAsync(filter, text, CancellationToken)).Count;
        List<Bookmark> own = correlationId is null || correlationId == CorrelationId ? [.. addedBookmarks.Where(bookmark => bookmark.Name == kind && bookmark.Hash == hash)] : [];
        foreach (var bookmark in own)
            AddWork(new NewWork(WorkLane.Interactive, WorkKind.Resume, null, InstanceId, bookmark.Id, text));
        IReadOnlyList<NewWork> starts = isLocal ? [] : await TriggeredStarts.FindAsync(unit, kind, hash, payload, correlationId, CancellationToken);
        foreach (var start in starts)
            AddWork(start);
        if (waiting + own.Count + starts.Count == 0)
            await unit.KeepEventAsync(filter, text, options.EventLifetime, CancellationToken);
    }

    /// <summary>Whether the instance was started by this very activity, which then does not wait; only the first time it is reached.</summary>
    public bool TakeTrigger(ActivityExecution execution, out JsonNode? payload)
    {
        payload = null;
        if (State.TriggerActivityId != execution.Node.Id || execution.Node.IsNested)
            return false;
        payload = State.TriggerPayload?.DeepClone();
        State.TriggerActivityId = null;
        State.TriggerPayload = null;
        return true;
    }

    private StartWorkflow ForChild(StartWorkflow request, string id)
    {
        var input = (JsonObject?)request.Input?.DeepClone() ?? [];
        input["ParentInstanceId"] = InstanceId;
        return request with { InstanceId = id, ParentInstanceId = InstanceId, Actor = Actor, Input = input };
    }

    private async ValueTask<Definitions.WorkflowDefinition> FindChildDefinitionAsync(string definitionId)
    {
        try
        {
            return await services.FindDefinitionAsync(definitionId, null, CancellationToken);
        }
        catch (WorkflowDefinitionNotFoundException exception)
        {
            throw new ActivityFaultException("AW2014", $"There is no published version of the workflow definition '{definitionId}'. Publish it, then retry.", exception);
        }
    }

    /// <summary>A child's end wakes its parent by a row in the child's own commit; also again after a retry.</summary>
    private void ReportEnd()
    {
        if (State.Parent is not { } parent || header.Status != WorkflowStatus.Finished || settledAs == (header.Status, header.SubStatus))
            return;
        var result = ChildResult.Write(InstanceId, header.SubStatus, State.Output);
        AddWork(new NewWork(WorkLane.Child, WorkKind.Resume, null, parent.InstanceId, parent.BookmarkId, result));
    }
}
