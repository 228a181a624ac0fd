namespace AidWorkflows.Domain.Reports;

/// <summary>One award as the figures count it.</summary>
/// <param name="Household">The archive, the same for all aid of a household.</param>
/// <param name="Person">Whom it was for: the child of study aid, the patient of medical aid, else the worker.</param>
public sealed record AidRow(string Kind, decimal Amount, Guid Household, string Person, DateTimeOffset DecidedAt);

/// <summary>Aid of one kind: how often, for how many households and people, how much.</summary>
public sealed record AidTotal(string Kind, int Awards, int Households, int People, decimal Amount);

/// <summary>Sums over awards; the one place that adds them up, for reports, targets and the year-end figures.</summary>
public static class AidTotals
{
    public const string All = "all";

    /// <summary>One line a kind, in the order of the kinds' names.</summary>
    public static IReadOnlyList<AidTotal> Of(IEnumerable<AidRow> rows) =>
        [.. rows.GroupBy(row => row.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Sum(kind.Key, [.. kind]))];

    /// <summary>Over all kinds; a household that got two kinds is one household.</summary>
    public static AidTotal Whole(IReadOnlyCollection<AidRow> rows) => Sum(All, rows);

    private static AidTotal Sum(string kind, IReadOnlyCollection<AidRow> rows) => new(
        kind,
        rows.Count,
        rows.Select(row => row.Household).Distinct().Count(),
        rows.Select(row => row.Person).Distinct(StringComparer.Ordinal).Count(),
        rows.Sum(row => row.Amount));
}
