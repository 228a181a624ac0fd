using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>What the household had to live on in one month. A month that nobody has recorded proves nothing .</summary>
public sealed class MonthlyIncome
{
    internal MonthlyIncome(int year, int month, decimal perHead, string? evidence, Guid recordedBy, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        Year = year;
        Month = month;
        Correct(perHead, evidence, recordedBy, now);
    }

    // For the object-relational mapper.
    private MonthlyIncome()
    {
    }

    public Guid Id { get; private set; }

    public Guid ArchiveId { get; private set; }

    public int Year { get; private set; }

    public int Month { get; private set; }

    /// <summary>Yuan a head.</summary>
    public decimal PerHead { get; private set; }

    /// <summary>The paper or register row that shows it.</summary>
    public string? Evidence { get; private set; }

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    internal void Correct(decimal perHead, string? evidence, Guid recordedBy, DateTimeOffset now)
    {
        PerHead = perHead;
        Evidence = evidence;
        RecordedBy = recordedBy;
        RecordedAt = now;
    }
}
