using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Domain.Assessment;

/// <summary>How many archives the county has to visit (S-048, S-049, S-184).</summary>
public static class VisitQuota
{
    /// <summary>"Not less than 50%" of three is two.</summary>
    public static int OfNew(VisitRule rule, int newArchives) => Needed(rule.NewShare, newArchives);

    public static int OfDoubtful(VisitRule rule, int doubtful) => Needed(rule.DoubtfulShare, doubtful);

    /// <summary>
    /// The gate before a file is opened: whether the quotas remain within reach when this case is decided as it is. A visited case never
    /// stands in the way, a doubtful one without a visit always does.
    /// </summary>
    public static bool CanStillBeMet(VisitRule rule, IReadOnlyCollection<QuotaCase> cases, Guid decided, bool doubtfulCount)
    {
        if (cases.FirstOrDefault(file => file.CaseId == decided) is not { IsVisited: false } unvisited)
            return true;

        var after = cases.Select(file => file == unvisited ? file with { MayStillBeVisited = false } : file);
        return QuotaCounts.Of(rule, after, doubtfulCount).CanStillBeMet;
    }

    private static int Needed(decimal share, int archives)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(archives);
        return (int)decimal.Ceiling(share * archives);
    }
}
