namespace AidWorkflows.Data.Workflows;

/// <summary>wf_incident: a failure that an administrator can see and retry.</summary>
public sealed class IncidentRow
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string ActivityExecutionId { get; init; }
    public required string ActivityId { get; init; }
    public required string NodeId { get; init; }
    public required string ActivityType { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
    public string? ExceptionType { get; init; }
    public DateTimeOffset Timestamp { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
}
