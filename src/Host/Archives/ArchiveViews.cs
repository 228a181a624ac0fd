using AidWorkflows.Domain.Archives;

namespace AidWorkflows.Host.Archives;

public sealed record ArchiveList(IReadOnlyList<ArchiveRow> Items, int TotalCount);

/// <summary>One line of the archive list. The id number is masked, always.</summary>
public sealed record ArchiveRow(
    string ArchiveNumber, string HolderName, string HolderIdNumberMask, string OrganisationName, string? Tier, ArchiveState State, DateTimeOffset StateSince, DateTimeOffset? OpenedAt);

/// <summary>One household archive with everything its readers may see.</summary>
public sealed record ArchiveDetails
{
    public required Guid Id { get; init; }

    public required string ArchiveNumber { get; init; }

    public required ArchiveState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public required ArchiveOrigin Origin { get; init; }

    public string? PaperNumber { get; init; }

    public string? Tier { get; init; }

    public required string OrganisationName { get; init; }

    /// <summary>The case that led to the archive.</summary>
    public string? CaseNumber { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required IReadOnlyList<ArchivePersonView> People { get; init; }

    public required IReadOnlyList<MonthlyIncomeView> Incomes { get; init; }

    /// <summary>All cases of the household, the newest first.</summary>
    public required IReadOnlyList<string> CaseNumbers { get; init; }

    /// <summary>The archive of the same household that took this one in.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The archives that this one took in.</summary>
    public IReadOnlyList<string> MergedFrom { get; init; } = [];

    /// <summary>The last day of the ten years that it is kept after the household left.</summary>
    public DateOnly? KeepUntil { get; init; }

    /// <summary>When the personal data was destroyed.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

public sealed record ArchivePersonView(string Name, string IdNumberMask, bool IsHolder);

/// <summary>Yuan a head in one month.</summary>
public sealed record MonthlyIncomeView(int Year, int Month, decimal PerHead, string? Evidence, DateTimeOffset RecordedAt);

/// <summary>A paper archive as it is typed in.</summary>
public sealed record PaperArchiveForm
{
    /// <summary>The number on the paper.</summary>
    public string? PaperNumber { get; init; }

    /// <summary>The code of the union that keeps it; one's own when left out.</summary>
    public string? Organisation { get; init; }

    /// <summary>The tier's id in the policy pack ("deep").</summary>
    public string? Tier { get; init; }

    /// <summary>The day on the paper.</summary>
    public DateOnly? OpenedOn { get; init; }

    public string? Name { get; init; }

    public string? IdNumber { get; init; }

    public IReadOnlyList<PaperMemberForm?>? Members { get; init; }
}

public sealed record PaperMemberForm
{
    public string? Name { get; init; }

    public string? IdNumber { get; init; }
}
