using AidWorkflows.Engine.Journal;

namespace AidWorkflows.Data.Workflows;

/// <summary>wf_journal: append-only, no index but its key.</summary>
public sealed class JournalRow
{
    public required string InstanceId { get; init; }
    public int Sequence { get; init; }
    public DateTimeOffset At { get; init; }
    public required string ActivityExecutionId { get; init; }
    public string? ParentExecutionId { get; init; }
    public required string NodeId { get; init; }
    public JournalEvent Event { get; init; }
    public string? Actor { get; init; }
    public string? Data { get; init; }
}
