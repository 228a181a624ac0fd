using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>Why two archives of one household became one, and which of their differing incomes held.</summary>
public sealed class ArchiveMerge
{
    internal ArchiveMerge(HouseholdArchive survivor, HouseholdArchive merged, string? reason, IReadOnlyList<string> theirMonths, Guid by, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        SurvivorId = survivor.Id;
        MergedId = merged.Id;
        Reason = GivenReason.Read(reason);
        TheirMonths = theirMonths;
        MergedBy = by;
        MergedAt = now;
    }

    // For the object-relational mapper.
    private ArchiveMerge()
    {
    }

    public Guid Id { get; private set; }

    public Guid SurvivorId { get; private set; }

    public Guid MergedId { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The months ("2026-03") in which the income of the closed archive held.</summary>
    public IReadOnlyList<string> TheirMonths { get; private set; } = [];

    public Guid MergedBy { get; private set; }

    public DateTimeOffset MergedAt { get; private set; }
}
