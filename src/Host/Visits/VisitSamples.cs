using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Visits;

/// <summary>A sample with everything that is needed to draw it again.</summary>
public sealed record SampleView(
    Guid Id, string County, int Year, string Seed, string Algorithm, string CandidatesHash, IReadOnlyList<string> Candidates, int Count, IReadOnlyList<string> Drawn, string DrawnBy, DateTimeOffset DrawnAt);

/// <summary>Samples of a county's new files, drawn by lot (S-049).</summary>
internal sealed class VisitSamples(AidDbContext db, CountyQuota quota, StaffDirectory staff, TimeProvider clock)
{
    /// <summary>Draws from the new files that have no visit of the county and would not be visited anyway.</summary>
    public async Task<SampleView> DrawAsync(int? count, Actor actor, CancellationToken cancellationToken)
    {
        if (!MayDraw(actor))
            throw new RuleViolationException("forbidden", "A sample is drawn by clerks and reviewers of the county.");
        if (count is not { } wanted)
            throw new InvalidInputException([new ValidationProblem("field-required", "count", "This field is required.")]);

        var now = clock.GetUtcNow();
        var year = ChinaTime.DateOf(now).Year;
        var state = await quota.ReadAsync(actor.OrganisationPath, year, now, cancellationToken);
        var sample = new VisitSample(actor, year, SampleDraw.NewSeed(), state.Candidates.Select(entry => entry.File.CaseNumber), wanted, now);
        db.Add(sample);
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(sample, cancellationToken);
    }

    public async Task<IReadOnlyList<SampleView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var samples = await db.Set<VisitSample>().AsNoTracking().Where(sample => sample.OrganisationPath.StartsWith(path))
            .OrderByDescending(sample => sample.DrawnAt).ThenByDescending(sample => sample.Id).Take(100).ToListAsync(cancellationToken);
        List<SampleView> views = [];
        foreach (var sample in samples)
            views.Add(await ViewAsync(sample, cancellationToken));
        return views;
    }

    public async Task<SampleView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken) => await ViewAsync(await FindAsync(id, actor, cancellationToken), cancellationToken);

    public async Task<SampleCheck> DrawAgainAsync(Guid id, Actor actor, CancellationToken cancellationToken) => (await FindAsync(id, actor, cancellationToken)).DrawAgain();

    public static bool MayDraw(Actor actor) => actor.Level == OrganisationLevel.County && (actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer));

    private async Task<VisitSample> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await db.Set<VisitSample>().AsNoTracking().SingleOrDefaultAsync(sample => sample.Id == id, cancellationToken) is { } sample && actor.Oversees(sample.OrganisationPath)
            ? sample
            : throw new RuleViolationException("not-found", "There is no such sample.");

    private async Task<SampleView> ViewAsync(VisitSample sample, CancellationToken cancellationToken)
    {
        var county = await db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.Id == sample.OrganisationId).Select(organisation => organisation.Name).SingleAsync(cancellationToken);
        var names = await staff.NamesAsync([sample.DrawnBy], cancellationToken);
        return new SampleView(
            sample.Id, county, sample.Year, sample.Seed, sample.Algorithm, sample.CandidatesHash, sample.Candidates, sample.Count, sample.Drawn, names.GetValueOrDefault(sample.DrawnBy, ""), sample.DrawnAt);
    }
}
