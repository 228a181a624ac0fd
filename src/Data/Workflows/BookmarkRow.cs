namespace AidWorkflows.Data.Workflows;

/// <summary>wf_bookmark: a waiting point.</summary>
public sealed class BookmarkRow
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public string? Payload { get; init; }
    public required string ActivityId { get; init; }
    public required string NodeId { get; init; }
    public required string ActivityExecutionId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
