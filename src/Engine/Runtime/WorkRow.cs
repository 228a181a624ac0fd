namespace AidWorkflows.Engine.Runtime;

/// <summary>Lanes keep clerks' work ahead of storms: each has its own concurrency in the pump.</summary>
public enum WorkLane
{
    Interactive = 0,
    Timer = 1,
    Child = 2,
    External = 3,
    Bulk = 4,
}

/// <summary>What a row of the work table asks for.</summary>
public enum WorkKind
{
    /// <summary>Resume a bookmark because its time has come.</summary>
    Timer = 0,

    /// <summary>Resume a bookmark with a payload (event, child's result).</summary>
    Resume = 1,

    /// <summary>Start an instance.</summary>
    Start = 2,

    /// <summary>Go on with an instance that used up its fuel.</summary>
    Continue = 3,

    /// <summary>Cancel an instance because its parent was cancelled.</summary>
    Cancel = 4,
}

/// <summary>A row of the work table as claimed by the pump.</summary>
/// <param name="Payload">JSON; its shape depends on the kind.</param>
/// <param name="Attempt">How often it has been claimed, this time included.</param>
public sealed record WorkRow(long Id, WorkLane Lane, WorkKind Kind, string? InstanceId, string? BookmarkId, int Attempt, Guid LeaseToken, string? Payload);

/// <summary>A row to insert into the work table.</summary>
/// <param name="VisibleAt">Null means now.</param>
/// <param name="DedupeKey">At most one row with the same key exists at a time; a second insert does nothing.</param>
public sealed record NewWork(WorkLane Lane, WorkKind Kind, DateTimeOffset? VisibleAt, string? InstanceId, string? BookmarkId, string? Payload, string? DedupeKey = null);
