namespace AidWorkflows.Data.Workflows;

/// <summary>clock: one row at most; how far simulated time is ahead. No row in production.</summary>
public sealed class ClockRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public long OffsetMicroseconds { get; set; }
}
