namespace AidWorkflows.Data.Workflows;

/// <summary>wf_event: an event that nobody waited for when it happened, kept for a while for whoever comes to wait for it.</summary>
public sealed class EventRow
{
    public long Id { get; init; }
    public required string Kind { get; init; }
    public required string KeyHash { get; init; }

    /// <summary>Only this instance; null for any.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only instances with this business key; null for any.</summary>
    public string? CorrelationId { get; init; }
    public string? Payload { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}
