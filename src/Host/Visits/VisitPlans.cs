using AidWorkflows.Data;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Visits;

/// <summary>A county's quotas of a year, live.</summary>
/// <param name="DoubtfulCount">Q-16: whether visits of doubtful files count towards the share of the new ones.</param>
public sealed record VisitPlan(
    string County, string CountyName, int Year, decimal NewShare, decimal DoubtfulShare, bool DoubtfulCount, bool IsMet, bool CanStillBeMet, QuotaCounts Counts, VisitForecast Forecast, IReadOnlyList<PlannedVisit> ToVisit);

public sealed record PlannedVisit(string CaseNumber, string ApplicantName, bool IsNew, bool IsDoubtful, DateTimeOffset Since);

public sealed record CountyName(Guid Id, string Code, string Name, string Path);

/// <summary>What a county still has to visit (S-048, S-049).</summary>
internal sealed class VisitPlans(AidDbContext db, CountyQuota quota, TimeProvider clock)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <summary>The counties whose quotas a person may see: those overseen, and the one above.</summary>
    public async Task<IReadOnlyList<CountyName>> CountiesAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        return await db.Set<Organisation>().AsNoTracking()
            .Where(organisation => organisation.Level == OrganisationLevel.County && (organisation.Path.StartsWith(path) || path.StartsWith(organisation.Path)))
            .OrderBy(organisation => organisation.Path)
            .Select(organisation => new CountyName(organisation.Id, organisation.Code, organisation.Name, organisation.Path))
            .ToListAsync(cancellationToken);
    }

    /// <param name="county">Code of the county's union; the first one when left out.</param>
    /// <param name="year">This year when left out.</param>
    public async Task<VisitPlan> ReadAsync(string? county, int? year, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var chosen = Choose(await CountiesAsync(actor, cancellationToken), county);
        var when = year ?? ChinaTime.DateOf(now).Year;
        if (when is < FirstYear or > LastYear)
            throw new InvalidInputException([new ValidationProblem("visit-year", "year", $"A year from {FirstYear} to {LastYear}.", FirstYear, LastYear)]);

        var state = await quota.ReadAsync(chosen.Path, when, now, cancellationToken);

        // A grass-roots union sees the county's figures, and of the households its own.
        var own = state.ToVisit.Where(entry => actor.Oversees(entry.File.OrganisationPath));
        return new VisitPlan(
            chosen.Code, chosen.Name, when, state.Rule.NewShare, state.Rule.DoubtfulShare, state.DoubtfulCount, state.Counts.IsMet, state.Counts.CanStillBeMet, state.Counts, state.Forecast,
            [.. own.OrderByDescending(entry => entry.Quota.IsDoubtful).ThenBy(entry => entry.File.Since).ThenBy(entry => entry.File.CaseNumber, StringComparer.Ordinal)
                .Select(entry => new PlannedVisit(entry.File.CaseNumber, entry.File.ApplicantName, entry.Quota.IsNew, entry.Quota.IsDoubtful, entry.File.Since))]);
    }

    private static CountyName Choose(IReadOnlyList<CountyName> counties, string? code) =>
        counties.FirstOrDefault(county => code is null || county.Code == code) ?? throw new RuleViolationException("not-found", "There is no such county.");
}
