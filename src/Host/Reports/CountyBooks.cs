using AidWorkflows.Data;
using AidWorkflows.Data.Reports;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Reports;

/// <summary>A county's year as it stands now: targets against achievement (S-006, S-008, S-094) and the indicators of quality (S-005).</summary>
internal sealed class CountyBooks(AidDbContext db, YearFigures years, QualityIndicators indicators, VisitPlans plans, TimeProvider clock)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <param name="county">Code of the county's union; the first one when left out.</param>
    /// <param name="year">This year when left out.</param>
    /// <exception cref="RuleViolationException">not-found.</exception>
    /// <exception cref="InvalidInputException">visit-year.</exception>
    public async Task<YearBook> YearAsync(string? county, int? year, Actor actor, CancellationToken cancellationToken)
    {
        var (chosen, when, path, now) = await ChooseAsync(county, year, actor, cancellationToken);
        var rows = await years.AidOfYearAsync(path, when, now, cancellationToken);
        var totals = AidTotals.Of(rows);
        return new YearBook(
            chosen.Code, chosen.Name, when, now, await years.TargetsAsync(chosen.Path, when, totals, cancellationToken), totals, AidTotals.Whole(rows), await years.CoverageAsync(path, now, cancellationToken));
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<QualityBook> QualityAsync(string? county, int? year, Actor actor, CancellationToken cancellationToken)
    {
        var (chosen, when, path, now) = await ChooseAsync(county, year, actor, cancellationToken);
        return new QualityBook(chosen.Code, chosen.Name, when, now, await indicators.ReadAsync(path, chosen.Path, when, now, cancellationToken));
    }

    /// <summary>What the county has promised; set again, it is corrected.</summary>
    /// <exception cref="RuleViolationException">forbidden, not-found.</exception>
    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    public async Task<YearBook> SetTargetAsync(int year, AidKind kind, TargetForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsAdministrator)
            throw new RuleViolationException("forbidden", "Targets are set by administrators.");
        if (year is < FirstYear or > LastYear)
            throw new InvalidInputException([new ValidationProblem("visit-year", "year", $"A year from {FirstYear} to {LastYear}.", FirstYear, LastYear)]);

        var county = await db.Set<Organisation>().SingleOrDefaultAsync(union => union.Code == form.County && union.Level == OrganisationLevel.County, cancellationToken);
        if (county is null || !actor.Oversees(county.Path))
            throw new RuleViolationException("not-found", "There is no such county.");
        var target = await db.Set<ProgrammeTarget>().SingleOrDefaultAsync(candidate => candidate.OrganisationId == county.Id && candidate.Year == year && candidate.Kind == kind, cancellationToken);
        var now = clock.GetUtcNow();
        if (target is null)
        {
            target = new ProgrammeTarget(county, year, kind, now);
            db.Add(target);
        }

        target.Set(form.Households, form.People, form.Citation, actor.PersonId, now);
        await db.SaveChangesAsync(cancellationToken);
        return await YearAsync(county.Code, year, actor, cancellationToken);
    }

    public Task<IReadOnlyList<CountyName>> CountiesAsync(Actor actor, CancellationToken cancellationToken) => plans.CountiesAsync(actor, cancellationToken);

    private async Task<(CountyName County, int Year, string Path, DateTimeOffset Now)> ChooseAsync(string? county, int? year, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var when = year ?? ChinaTime.DateOf(now).Year;
        if (when is < FirstYear or > LastYear)
            throw new InvalidInputException([new ValidationProblem("visit-year", "year", $"A year from {FirstYear} to {LastYear}.", FirstYear, LastYear)]);
        var chosen = (await plans.CountiesAsync(actor, cancellationToken)).FirstOrDefault(candidate => string.IsNullOrEmpty(county) || candidate.Code == county)
            ?? throw new RuleViolationException("not-found", "There is no such county.");

        // A grass-roots union sees what it has done itself, against the plan of its county.
        return (chosen, when, actor.Oversees(chosen.Path) ? chosen.Path : actor.OrganisationPath, now);
    }
}

/// <param name="Whole">Over all kinds; a household that got two kinds is one.</param>
public sealed record YearBook(
    string County, string CountyName, int Year, DateTimeOffset At, IReadOnlyList<TargetFigure> Targets, IReadOnlyList<AidTotal> Aid, AidTotal Whole, CoverageFigure Coverage);

public sealed record QualityBook(string County, string CountyName, int Year, DateTimeOffset At, IReadOnlyList<QualityIndicator> Indicators);

/// <summary>A target as it is typed in.</summary>
public sealed record TargetForm
{
    /// <summary>Code of the county's union.</summary>
    public string? County { get; init; }

    public int? Households { get; init; }

    /// <summary>Children for study aid.</summary>
    public int? People { get; init; }

    /// <summary>The document that sets it.</summary>
    public string? Citation { get; init; }
}
