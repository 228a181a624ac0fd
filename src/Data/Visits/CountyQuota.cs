using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Data.Visits;

/// <summary>A case of a county's year with what the quotas ask of it.</summary>
public sealed record QuotaFile(NewFile File, QuotaCase Quota);

/// <summary>A county's visits in a year (S-048, S-049).</summary>
public sealed record QuotaState(VisitRule Rule, bool DoubtfulCount, IReadOnlyList<QuotaFile> Files, QuotaCounts Counts, VisitForecast Forecast)
{
    public IEnumerable<QuotaFile> ToVisit => Files.Where(entry => entry.Quota is { IsVisited: false, MayStillBeVisited: true });

    /// <summary>What a sample is drawn from: new, without a visit, and not to be visited anyway.</summary>
    public IEnumerable<QuotaFile> Candidates => ToVisit.Where(entry => entry.Quota is { IsNew: true, IsDoubtful: false });
}

/// <summary>Reads how far a county's visits have come.</summary>
public sealed class CountyQuota(AidDbContext db, PolicyLibrary policies, IOptions<VisitOptions> options)
{
    // S-048, S-049, for a county whose policy says nothing about visits.
    private static readonly VisitRule Seed = new("", 1m, 0.5m, new Citation("plan", "", "三(三)1(3)"));

    public async Task<QuotaState> ReadAsync(string countyPath, int year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DateOf(now);
        var rule = await RuleAsync(countyPath, Min(today, new DateOnly(year, 12, 31)), cancellationToken);
        var fresh = await NewFiles.FindAsync(db, countyPath, year, cancellationToken);
        var doubtful = await DoubtfulAsync(countyPath, year, cancellationToken);
        var all = fresh.Concat(doubtful).DistinctBy(file => file.CaseId).OrderBy(file => file.CaseNumber, StringComparer.Ordinal).ToList();
        Guid[] ids = [.. all.Select(file => file.CaseId)];
        var visited = (await db.Set<Visit>().AsNoTracking().Where(visit => visit.Purpose == VisitPurpose.CountyReview && visit.CaseId != null && ids.Contains(visit.CaseId.Value))
            .Select(visit => visit.CaseId!.Value).ToListAsync(cancellationToken)).ToHashSet();
        var newIds = fresh.Select(file => file.CaseId).ToHashSet();
        var doubtfulIds = doubtful.Select(file => file.CaseId).ToHashSet();
        List<QuotaFile> files = [.. all.Select(file => new QuotaFile(file, new QuotaCase(
            file.CaseId, newIds.Contains(file.CaseId), doubtfulIds.Contains(file.CaseId), visited.Contains(file.CaseId), IsOpen(file.Status))))];
        var counts = QuotaCounts.Of(rule, files.Select(entry => entry.Quota), options.Value.DoubtfulCountTowardsShare);
        return new QuotaState(rule, options.Value.DoubtfulCountTowardsShare, files, counts, VisitForecast.Of(rule, counts, year, today));
    }

    /// <summary>The path of the county that a union belongs to; null above the counties.</summary>
    public Task<string?> CountyPathOfAsync(string organisationPath, CancellationToken cancellationToken) => db.Set<Organisation>().AsNoTracking()
        .Where(organisation => organisation.Level == OrganisationLevel.County && organisationPath.StartsWith(organisation.Path))
        .Select(organisation => organisation.Path)
        .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Whether a case may be decided without a visit of the county, as far as the quotas go.</summary>
    public async Task<(QuotaState State, bool CanStillBeMet)> GateAsync(AidCase aidCase, string countyPath, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(countyPath, ChinaTime.DateOf(now).Year, now, cancellationToken);
        return (state, VisitQuota.CanStillBeMet(state.Rule, [.. state.Files.Select(entry => entry.Quota)], aidCase.Id, state.DoubtfulCount));
    }

    /// <summary>Cases with an open doubt, and those that were visited because of one. A doubt that was cleared without a visit asks for none.</summary>
    private async Task<IReadOnlyList<NewFile>> DoubtfulAsync(string countyPath, int year, CancellationToken cancellationToken)
    {
        var from = ChinaTime.StartOfDay(new DateOnly(year, 1, 1)).ToUniversalTime();
        var to = ChinaTime.StartOfDay(new DateOnly(year + 1, 1, 1)).ToUniversalTime();
        return await (
            from aidCase in db.Set<AidCase>().AsNoTracking()
            where aidCase.OrganisationPath.StartsWith(countyPath) && aidCase.Status != CaseStatus.Rejected && aidCase.Status != CaseStatus.Withdrawn
            let raised = db.Set<DoubtFlag>()
                .Where(flag => flag.CaseId == aidCase.Id && flag.RaisedAt >= @from && flag.RaisedAt < to
                    && (flag.ClearedAt == null || db.Set<Visit>().Any(visit => visit.CaseId == aidCase.Id && visit.Purpose == VisitPurpose.CountyReview)))
                .Min(flag => (DateTimeOffset?)flag.RaisedAt)
            where raised != null
            select new NewFile(aidCase.Id, aidCase.CaseNumber, aidCase.Applicant.Name, aidCase.OrganisationPath, aidCase.Status, raised.Value)).ToListAsync(cancellationToken);
    }

    private async Task<VisitRule> RuleAsync(string countyPath, DateOnly day, CancellationToken cancellationToken) =>
        (await policies.FindInForceAsync(AidProgrammes.NeedyWorkerAid, countyPath, day, cancellationToken))?.Pack.Visits ?? Seed;

    private static bool IsOpen(CaseStatus status) => status is CaseStatus.Submitted or CaseStatus.InReview or CaseStatus.AwaitingSupplement;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
