using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Visits;

/// <summary>One case as the quotas see it.</summary>
/// <param name="IsVisited">The county has visited it.</param>
/// <param name="MayStillBeVisited">It is undecided, so a visit can still come before the decision.</param>
public sealed record QuotaCase(Guid CaseId, bool IsNew, bool IsDoubtful, bool IsVisited, bool MayStillBeVisited);

/// <summary>How far the visits of a county have come (S-048, S-049).</summary>
/// <param name="New">Files newly opened this year that count.</param>
/// <param name="NewNeeded">How many of them have to be visited.</param>
/// <param name="NewOpen">Unvisited ones that can still be visited.</param>
public sealed record QuotaCounts(int New, int NewNeeded, int NewVisited, int NewOpen, int Doubtful, int DoubtfulNeeded, int DoubtfulVisited, int DoubtfulOpen)
{
    public bool IsMet => NewVisited >= NewNeeded && DoubtfulVisited >= DoubtfulNeeded;

    /// <summary>Whether visiting all that can still be visited would be enough.</summary>
    public bool CanStillBeMet => NewVisited + NewOpen >= NewNeeded && DoubtfulVisited + DoubtfulOpen >= DoubtfulNeeded;

    /// <param name="doubtfulCount">
    /// Whether visits of doubtful files count towards the share of the new ones. When they do not, those files count on neither side,
    /// so that the share always remains possible.
    /// </param>
    public static QuotaCounts Of(VisitRule rule, IEnumerable<QuotaCase> cases, bool doubtfulCount)
    {
        var all = cases.ToList();
        var fresh = all.Where(file => file.IsNew && (doubtfulCount || !file.IsDoubtful)).ToList();
        var doubtful = all.Where(file => file.IsDoubtful).ToList();
        return new QuotaCounts(
            fresh.Count,
            VisitQuota.OfNew(rule, fresh.Count),
            fresh.Count(file => file.IsVisited),
            fresh.Count(file => !file.IsVisited && file.MayStillBeVisited),
            doubtful.Count,
            VisitQuota.OfDoubtful(rule, doubtful.Count),
            doubtful.Count(file => file.IsVisited),
            doubtful.Count(file => !file.IsVisited && file.MayStillBeVisited));
    }
}
