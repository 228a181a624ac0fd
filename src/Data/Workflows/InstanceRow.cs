using AidWorkflows.Engine.Execution;

namespace AidWorkflows.Data.Workflows;

/// <summary>wf_instance: narrow, so that lists never touch the state. Only the workflow unit writes it.</summary>
public sealed class InstanceRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public int DefinitionVersion { get; init; }
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? ParentInstanceId { get; init; }
    public string? SingletonKey { get; init; }
    public int IncidentCount { get; init; }
    public int JournalSequence { get; init; }
    public long RowVersion { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}
