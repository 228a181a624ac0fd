using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Data.Workflows;

/// <summary>
/// wf_work: timers, resumes, starts and continuations. It has no foreign keys on purpose: an event's publisher inserts rows
/// for bookmarks of other instances, and a key check would lock those (two publishers could then wait for each other).
/// A row that lost its bookmark in such a race does no harm: consuming the bookmark fails and the row goes.
/// </summary>
public sealed class WorkRowEntity
{
    public long Id { get; init; }
    public WorkLane Lane { get; init; }
    public WorkKind Kind { get; init; }
    public DateTimeOffset VisibleAt { get; init; }
    public string? InstanceId { get; init; }
    public string? BookmarkId { get; init; }
    public int Attempt { get; init; }
    public Guid? LeaseToken { get; init; }
    public string? Payload { get; init; }
    public string? DedupeKey { get; init; }
}
