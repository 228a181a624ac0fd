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

    /// <summary>The beginning of the name; whole names may be longer than an index can hold. Computed by PostgreSQL.</summary>
    public string? NameStart { get; private init; }

    /// <summary>The beginnings of name and correlation id, and the id, one below the other, ASCII letters small. Computed by PostgreSQL.</summary>
    public string SearchText { get; private init; } = "";

    /// <summary>
    /// Days from 1970 to <see cref="UpdatedAt"/> in UTC. Indexed in its stead, because on PostgreSQL an index on a time that each
    /// burst changes would make each burst write all indexes of the row. Computed by PostgreSQL.
    /// </summary>
    public int UpdatedDay { get; private init; }
}
