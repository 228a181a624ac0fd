namespace AidWorkflows.Engine.Incidents;

/// <summary>A recorded failure of an activity that an administrator can see and retry.</summary>
/// <param name="Code">Stable code, for example "AW2001 script-failed".</param>
/// <param name="ResolvedAt">Set when the activity was retried successfully, or skipped.</param>
public sealed record Incident(
    string Id,
    string ActivityExecutionId,
    string ActivityId,
    string NodeId,
    string ActivityType,
    string Code,
    string Message,
    string? ExceptionType,
    DateTimeOffset Timestamp,
    DateTimeOffset? ResolvedAt);
