using AidWorkflows.Domain.Funds;

namespace AidWorkflows.Host.Funds;

public sealed record FundForm
{
    public FundSource? Source { get; init; }

    public string? Name { get; init; }

    /// <summary>The document that the fund goes back to.</summary>
    public string? Document { get; init; }
}

/// <summary>Money that comes in, or a correction (which may be negative).</summary>
public sealed record FundEntryForm
{
    public decimal? Amount { get; init; }

    /// <summary>The document that allocates the money, or the reason of the correction.</summary>
    public string? Text { get; init; }
}

public sealed record FundView(
    Guid Id, string OrganisationName, FundSource Source, string Name, string Document, decimal Available, decimal Reserved, decimal Spent, int EntryCount, DateTimeOffset OpenedAt);

public sealed record FundEntryPage(IReadOnlyList<FundEntryView> Items, int TotalCount);

public sealed record FundEntryView(
    int Number, FundEntryKind Kind, decimal Amount, decimal AvailableAfter, decimal ReservedAfter, decimal SpentAfter, string Text, string? BatchNumber, string? PaymentNumber, string PersonName, DateTimeOffset At);
