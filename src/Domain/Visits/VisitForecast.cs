using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Visits;

/// <summary>What the year will come to when files go on coming in as until now .</summary>
/// <param name="NewByYearEnd">Files newly opened by 31 December.</param>
/// <param name="MoreVisits">Visits of new files that are still to be made until then.</param>
public sealed record VisitForecast(int NewByYearEnd, int NeededByYearEnd, int MoreVisits)
{
    public static VisitForecast Of(VisitRule rule, QuotaCounts counts, int year, DateOnly today)
    {
        var first = new DateOnly(year, 1, 1);
        var days = new DateOnly(year, 12, 31).DayNumber - first.DayNumber + 1;
        var gone = Math.Clamp(today.DayNumber - first.DayNumber + 1, 1, days);
        var byYearEnd = (int)decimal.Ceiling((decimal)counts.New * days / gone);
        var needed = VisitQuota.OfNew(rule, byYearEnd);
        return new VisitForecast(byYearEnd, needed, Math.Max(0, needed - counts.NewVisited));
    }
}
