using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>How many archives the county has to visit (S-048, S-049, S-184).</summary>
public static class VisitQuota
{
    /// <summary>"Not less than 50%" of three is two.</summary>
    public static int OfNew(VisitRule rule, int newArchives) => Needed(rule.NewShare, newArchives);

    public static int OfDoubtful(VisitRule rule, int doubtful) => Needed(rule.DoubtfulShare, doubtful);

    private static int Needed(decimal share, int archives)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(archives);
        return (int)decimal.Ceiling(share * archives);
    }
}
