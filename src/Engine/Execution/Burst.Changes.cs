using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Incidents;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Execution;

/// <summary>What a burst changes: executions, bookmarks, journal, incidents, and the status it leaves behind.</summary>
internal sealed partial class Burst
{
    /// <summary>By far the most frequent line.</summary>
    private const string DoneData = """{"outcomes":["Done"]}""";

    private readonly List<JournalEntry> journal = [];
    private readonly List<Bookmark> addedBookmarks = [];
    private readonly List<string> removedBookmarks = [];
    private readonly List<NewWork> addedWork = [];
    private readonly List<Incident> addedIncidents = [];
    private readonly List<string> resolvedIncidents = [];
    private InstanceHeader header;
    private int sequence;

    public static string NewId() => OrderedId.New();

    public static string HashOf(string name, string stimulus) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name + "\n" + stimulus)));

    public void AddWork(NewWork work) => addedWork.Add(work);

    /// <summary>Children of a container that run, have faulted (a retry brings them back), or still wait for their turn.</summary>
    public IEnumerable<string> LiveChildren(ActivityExecution container) =>
        State.Executions.Where(execution => execution.ParentId == container.Id).Select(execution => execution.Node.Id)
            .Concat(queue.Where(item => item.OwnerId == container.Id).Select(item => Definition.FindNode(item.NodeId)!.Id));

    public async ValueTask CancelChildrenAsync(ActivityExecution container, Func<ActivityExecution, bool> which)
    {
        foreach (var child in State.Executions.Where(execution => execution.ParentId == container.Id && which(execution)).ToList())
            await CancelExecutionAsync(child);
    }

    public BurstChanges ToChanges(long? readVersion)
    {
        ReportEnd();
        return Collect(readVersion);
    }

    private BurstChanges Collect(long? readVersion) => new()
    {
        Header = header,
        ReadVersion = readVersion,
        State = State.ToUtf8(),
        AddedBookmarks = addedBookmarks,
        RemovedBookmarks = removedBookmarks,
        AddedWork = addedWork,
        Journal = journal,
        AddedIncidents = addedIncidents,
        ResolvedIncidents = resolvedIncidents,
        Started = [.. startedChildren.Select(child => child.ToChanges(null))],
    };

    private async ValueTask CompleteAsync(ActivityExecution execution, IReadOnlyList<string> outcomes)
    {
        var interrupted = State.Executions.Exists(child => child.ParentId == execution.Id);
        if (interrupted)
            await CancelChildrenAsync(execution, _ => true);
        RemoveBookmarksOf(execution);

        // Faulted at one bookmark and completed through another: the failure is mended.
        ResolveIncidents(execution);
        execution.Status = ActivityStatus.Completed;
        State.Executions.Remove(execution);
        WriteCompletion(execution, outcomes);

        // Elsa's flowchart completes because its last child was cancelled, and then as it was asked to: its clients see two lines.
        if (interrupted && execution.Tokens is not null && !queue.Any(item => item.NodeId.StartsWith(execution.NodeId + ":", StringComparison.Ordinal)))
            WriteCompletion(execution, outcomes);
    }

    private async ValueTask CancelExecutionAsync(ActivityExecution execution, JsonObject? reason = null)
    {
        Withdraw(execution);
        foreach (var child in State.Executions.Where(candidate => candidate.ParentId == execution.Id).ToList())
            await CancelExecutionAsync(child);
        RemoveBookmarksOf(execution);
        State.Executions.Remove(execution);
        var activity = ActivityOf(execution.Node);
        await activity.CanceledAsync(new ActivityContext(this, execution, activity));
        execution.Status = ActivityStatus.Canceled;
        Write(execution, JournalEvent.Canceled, reason);
    }

    /// <summary>What a cancelled container has scheduled goes with it.</summary>
    private void Withdraw(ActivityExecution execution)
    {
        if (!queue.Any(item => item.OwnerId == execution.Id))
            return;
        List<WorkItem> others = [.. queue.Where(item => item.OwnerId != execution.Id)];
        queue.Clear();
        others.ForEach(queue.Enqueue);
    }

    private void AddBookmark(ActivityExecution execution, NewBookmark request)
    {
        var bookmark = new Bookmark(
            request.Id ?? NewId(), request.Name, HashOf(request.Name, request.Stimulus), request.Payload?.DeepClone(),
            execution.Node.Id, execution.NodeId, execution.Id, Now)
        {
            StaysOpen = request.StaysOpen,
        };
        State.Bookmarks.Add(bookmark);
        addedBookmarks.Add(bookmark);
        if (request.DueAt is { } due)
            addedWork.Add(new NewWork(WorkLane.Timer, WorkKind.Timer, due, InstanceId, bookmark.Id, null));
    }

    private void RemoveBookmarksOf(ActivityExecution execution)
    {
        if (State.Bookmarks.Count == 0)
            return;
        foreach (var bookmark in State.Bookmarks.Where(bookmark => bookmark.ActivityExecutionId == execution.Id).ToList())
            RemoveBookmark(bookmark);
    }

    private void RemoveBookmark(Bookmark bookmark)
    {
        State.Bookmarks.Remove(bookmark);
        // Made and dropped in the same burst: nothing of it reaches the database.
        if (addedBookmarks.Remove(bookmark))
            addedWork.RemoveAll(work => work.BookmarkId == bookmark.Id);
        else
            removedBookmarks.Add(bookmark.Id);
    }

    private void Fault(ActivityExecution execution, FaultedStep step, Exception exception)
    {
        execution.Status = ActivityStatus.Faulted;
        execution.FaultCount++;
        execution.FaultedStep = step with { Payload = step.Payload?.DeepClone() };
        var root = exception.InnerException is { } inner && exception is ActivityFaultException ? inner : exception;
        var code = (exception as ActivityFaultException)?.Code ?? "AW2000";
        var message = root == exception ? exception.Message : $"{exception.Message}: {root.Message}";
        AddIncident(execution, code, message, root.GetType().Name);
        Write(execution, JournalEvent.Faulted, new JsonObject { ["code"] = code, ["error"] = message, ["errorType"] = root.GetType().Name });
    }

    /// <summary>The consumed bookmark is written again in the same commit, so the wait is never lost.</summary>
    private void KeepForAnotherAnswer(ActivityExecution execution, Bookmark bookmark)
    {
        execution.FaultedStep = new FaultedStep(FaultedStepKind.AwaitsAnswer, bookmark.Name);
        State.Bookmarks.Add(bookmark);
        addedBookmarks.Add(bookmark);
    }

    private bool IsParked => State.Executions.Exists(execution => execution.FaultedStep?.Kind == FaultedStepKind.Parked);

    /// <summary>The container whose children never come to rest is stopped; nothing that it scheduled is lost.</summary>
    private void ParkAsLoop(WorkItem next)
    {
        var execution = State.Executions.Find(candidate => candidate.Id == next.OwnerId) ?? State.Executions[0];
        execution.Status = ActivityStatus.Faulted;
        execution.FaultCount++;
        execution.FaultedStep = new FaultedStep(FaultedStepKind.Parked);
        const string Message = "The workflow ran on without ever waiting, as an endless loop does. Cancel the instance, or mend what keeps the loop going and retry.";
        AddIncident(execution, "AW2004", Message, "EndlessLoop");
        Write(execution, JournalEvent.Faulted, new JsonObject { ["code"] = "AW2004", ["error"] = Message });
    }

    private void MarkRetried(ActivityExecution execution)
    {
        execution.FaultedStep = null;
        execution.Status = ActivityStatus.Running;
        ResolveIncidents(execution);
        Write(execution, JournalEvent.Retried, (string?)null);
    }

    private void AddIncident(ActivityExecution execution, string code, string message, string exceptionType)
    {
        var incident = new Incident(NewId(), execution.Id, execution.Node.Id, execution.NodeId, execution.Node.Type, code, message, exceptionType, Now, null);
        State.Incidents.Add(incident);
        addedIncidents.Add(incident);
    }

    private void ResolveIncidents(ActivityExecution execution)
    {
        for (var index = 0; index < State.Incidents.Count; index++)
        {
            var incident = State.Incidents[index];
            if (incident.ActivityExecutionId != execution.Id || incident.ResolvedAt is not null)
                continue;
            State.Incidents[index] = incident with { ResolvedAt = Now };
            resolvedIncidents.Add(incident.Id);
        }
    }

    /// <summary>The workflow has completed, but is over only when nothing that was scheduled before is left; its variables stay in reach till then.</summary>
    private void KeepUntilLast(ActivityExecution workflow)
    {
        State.Executions.Insert(0, workflow);
        if (queue.Count == 0)
            EndIfLast();
    }

    private void EndIfLast()
    {
        if (State.Executions is [{ ParentId: null, Status: ActivityStatus.Completed }])
            End(WorkflowSubStatus.Finished);
    }

    private void End(WorkflowSubStatus subStatus)
    {
        IsEnded = true;
        queue.Clear();
        foreach (var bookmark in State.Bookmarks.ToList())
            RemoveBookmark(bookmark);
        State.FinalVariables ??= rootVariables;
        if (subStatus == WorkflowSubStatus.Finished)
            State.Executions.Clear();
        SetStatus(WorkflowStatus.Finished, subStatus);
    }

    /// <summary>
    /// The status at rest. Never "suspended" without something that can wake the instance: a bookmark, queued work, or - as
    /// Faulted - an incident that can be retried.
    /// </summary>
    private void Settle()
    {
        if (State.Queue.Count == 0)
            EndIfLast();
        if (IsEnded)
            return;
        var faulted = State.Executions.Exists(execution => execution.Status == ActivityStatus.Faulted);
        if (State.Queue.Count > 0 && !IsParked)
        {
            addedWork.Add(new NewWork(WorkLane.Interactive, WorkKind.Continue, null, InstanceId, null, null, "continue:" + InstanceId));
            SetStatus(WorkflowStatus.Running, WorkflowSubStatus.Pending);
        }
        else if (faulted && (IsParked || Definition.Options.IncidentStrategy == Definitions.IncidentStrategy.Fault || State.Bookmarks.Count == 0))
        {
            SetStatus(WorkflowStatus.Finished, WorkflowSubStatus.Faulted);
        }
        else if (State.Bookmarks.Count > 0)
        {
            SetStatus(WorkflowStatus.Running, WorkflowSubStatus.Suspended);
        }
        else
        {
            var stuck = State.Executions[^1];
            Fault(stuck, new FaultedStep(FaultedStepKind.Start), new ActivityFaultException("AW2005", $"'{stuck.Node.DisplayName}' waits for nothing that could ever happen."));
            SetStatus(WorkflowStatus.Finished, WorkflowSubStatus.Faulted);
        }
    }

    private void SetStatus(WorkflowStatus status, WorkflowSubStatus subStatus)
    {
        var ended = status == WorkflowStatus.Finished;
        header = header with
        {
            Status = status,
            SubStatus = subStatus,
            CorrelationId = CorrelationId,
            Name = Name,
            IncidentCount = State.Incidents.Count(incident => incident.ResolvedAt is null),
            JournalSequence = sequence,
            UpdatedAt = Now,
            FinishedAt = ended ? Now : null,
            SingletonKey = ended && subStatus != WorkflowSubStatus.Faulted ? null : header.SingletonKey,
        };
    }

    private void WriteStarted(ActivityContext context)
    {
        var data = new JsonObject();
        if (context.Execution.State is { Count: > 0 } state)
            data["state"] = state.DeepClone();
        if (context.Reads.Count > 0)
            data["reads"] = context.Reads.DeepClone();
        Write(context.Execution, JournalEvent.Started, data.Count > 0 ? data : null);
    }

    private void WriteCompletion(ActivityExecution execution, IReadOnlyList<string> outcomes)
    {
        var hasOutputs = State.Outputs.TryGetValue(execution.Node.OutputKey, out var outputs) && outputs.Count > 0;
        if (!hasOutputs && outcomes is ["Done"])
        {
            Write(execution, JournalEvent.Completed, DoneData);
            return;
        }

        var data = new JsonObject { ["outcomes"] = new JsonArray([.. outcomes.Select(outcome => (JsonNode)outcome)]) };
        if (hasOutputs)
            data["outputs"] = outputs!.DeepClone();
        Write(execution, JournalEvent.Completed, data);
    }

    private void Write(ActivityExecution execution, JournalEvent kind, JsonObject? data) => Write(execution, kind, data?.ToJsonString(CompactJson.Options));

    private void Write(ActivityExecution execution, JournalEvent kind, string? data) =>
        journal.Add(new JournalEntry(sequence++, Now, execution.Id, execution.ParentId, execution.NodeId, kind, Actor, data));
}
