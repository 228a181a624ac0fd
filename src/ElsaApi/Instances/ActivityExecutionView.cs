using System.Text.Json.Nodes;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>One execution of one activity.</summary>
internal sealed record ActivityExecutionView
{
    public required string Id { get; init; }
    public required string WorkflowInstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityType { get; init; }
    public required int ActivityTypeVersion { get; init; }
    public string? ActivityName { get; init; }
    public JsonObject? ActivityState { get; init; }
    public JsonObject? Payload { get; init; }
    public JsonObject? Outputs { get; init; }
    public JsonObject? Properties { get; init; }
    public JsonObject Metadata { get; init; } = [];
    public JsonObject? Exception { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required bool HasBookmarks { get; init; }
    public required ActivityStatus Status { get; init; }
    public required int AggregateFaultCount { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public string? SchedulingActivityExecutionId { get; init; }
    public string? SchedulingActivityId { get; init; }
    public int? CallStackDepth { get; init; }

    /// <summary>The same without what makes it large.</summary>
    public ActivityExecutionView ToSummary() => this with { ActivityState = null, Payload = null, Outputs = null, Properties = null, Exception = null };

    /// <param name="lines">All lines of one execution, in order.</param>
    public static ActivityExecutionView From(IReadOnlyList<JournalRow> lines, WorkflowDefinition definition)
    {
        var (first, last) = (lines[0], lines[^1]);
        var node = definition.FindNode(first.NodeId);
        var parent = node?.Parent;

        // A retry starts the activity again; what it read then is what counts.
        var started = Data(lines.LastOrDefault(line => line.Event == JournalEvent.Started && line.Data is not null));
        var completed = Data(lines.LastOrDefault(line => line.Event == JournalEvent.Completed));
        var status = StatusAfter(last.Event);
        return new ActivityExecutionView
        {
            Id = ExecutionIds.ToWire(first.InstanceId, first.ActivityExecutionId),
            WorkflowInstanceId = first.InstanceId,
            ActivityId = node?.Id ?? first.NodeId[(first.NodeId.LastIndexOf(':') + 1)..],
            ActivityNodeId = first.NodeId,
            ActivityType = node?.Type ?? "Elsa.NotFoundActivity",
            ActivityTypeVersion = node?.TypeVersion ?? 1,
            ActivityName = node?.Name,
            ActivityState = started?["state"]?.DeepClone() as JsonObject,
            Payload = ReadPayload(started, completed, lines),
            Outputs = completed?["outputs"]?.DeepClone() as JsonObject,
            Properties = [],
            Exception = status == ActivityStatus.Faulted ? ReadException(Data(last)) : null,
            StartedAt = first.WireTime(),
            HasBookmarks = last.Event == JournalEvent.Suspended,
            Status = status,
            AggregateFaultCount = lines.Count(line => line.Event == JournalEvent.Faulted),
            CompletedAt = status is ActivityStatus.Completed or ActivityStatus.Canceled ? last.WireTime() : null,
            SchedulingActivityExecutionId = first.ParentExecutionId is null ? null : ExecutionIds.ToWire(first.InstanceId, first.ParentExecutionId),
            SchedulingActivityId = parent?.Id,
            CallStackDepth = first.NodeId.Count(letter => letter == ':'),
        };
    }

    private static ActivityStatus StatusAfter(JournalEvent last) => last switch
    {
        JournalEvent.Completed => ActivityStatus.Completed,
        JournalEvent.Faulted => ActivityStatus.Faulted,
        JournalEvent.Canceled => ActivityStatus.Canceled,
        _ => ActivityStatus.Running,
    };

    private static JsonObject? ReadPayload(JsonObject? started, JsonObject? completed, IReadOnlyList<JournalRow> lines)
    {
        var payload = new JsonObject();
        if (completed?["outcomes"] is { } outcomes)
            payload["Outcomes"] = outcomes.DeepClone();
        if (started?["reads"] is { } reads)
            payload["Reads"] = reads.DeepClone();
        if (lines.LastOrDefault(line => line.Actor is not null)?.Actor is { } actor)
            payload["Actor"] = actor;
        return payload.Count > 0 ? payload : null;
    }

    private static JsonObject? ReadException(JsonObject? data) => data is null ? null : new JsonObject
    {
        ["type"] = data.Text("errorType") ?? data.Text("code"),
        ["message"] = data.Text("error"),
        ["code"] = data.Text("code"),
    };

    private static JsonObject? Data(JournalRow? line) => line?.Data is null ? null : JsonNode.Parse(line.Data) as JsonObject;
}

/// <summary>How often an activity has run; the badge on its node.</summary>
internal sealed record ActivityStats(
    string ActivityId,
    string ActivityNodeId,
    int StartedCount,
    int CompletedCount,
    int UncompletedCount,
    bool IsBlocked,
    bool IsFaulted,
    int AggregateFaultCount,
    JsonObject Metadata);
