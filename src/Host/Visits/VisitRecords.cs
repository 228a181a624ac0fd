using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Host.Archives;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Visits;

/// <param name="CaseNumber">The case that it was made for, or that led to the archive; none of an archive from paper.</param>
public sealed record VisitDetails(
    Guid Id, VisitPurpose Purpose, DateOnly VisitedOn, IReadOnlyList<string> Visitors, VisitFindings Findings, DateTimeOffset RecordedAt, string? CaseNumber);

/// <summary>The visits that were made to a household, the newest first.</summary>
public sealed class VisitRecords(AidDbContext db, StaffDirectory staff)
{
    /// <summary>Whoever calls has checked that the reader may see the case.</summary>
    public Task<IReadOnlyList<VisitDetails>> OfCaseAsync(Guid caseId, CancellationToken cancellationToken) =>
        ReadAsync(db.Set<Visit>().Where(visit => visit.CaseId == caseId), cancellationToken);

    /// <summary>Of the archive and of all cases of its household, and of the archives that it took in.</summary>
    /// <exception cref="RuleViolationException">not-found, also for an archive of another branch of the tree.</exception>
    public async Task<IReadOnlyList<VisitDetails>> OfArchiveAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken)
    {
        var archive = await db.Set<HouseholdArchive>().AsNoTracking().FindOverseenAsync(archiveNumber, actor, cancellationToken);
        var archives = db.Set<HouseholdArchive>().Where(one => one.Id == archive.Id || one.MergedIntoId == archive.Id);
        var cases = db.Set<AidCase>().Where(aidCase => archives.Any(one => one.Id == aidCase.ArchiveId || one.CaseId == aidCase.Id));
        return await ReadAsync(
            db.Set<Visit>().Where(visit => archives.Any(one => one.Id == visit.ArchiveId) || cases.Any(aidCase => aidCase.Id == visit.CaseId)), cancellationToken);
    }

    private async Task<IReadOnlyList<VisitDetails>> ReadAsync(IQueryable<Visit> visits, CancellationToken cancellationToken)
    {
        var rows = await visits.AsNoTracking()
            .Select(visit => new { visit, CaseNumber = db.Set<AidCase>().Where(aidCase => aidCase.Id == visit.CaseId).Select(aidCase => aidCase.CaseNumber).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var names = await staff.NamesAsync(rows.SelectMany(row => row.visit.Visitors), cancellationToken);
        return [.. rows.OrderByDescending(row => row.visit.VisitedOn).ThenByDescending(row => row.visit.Id).Select(row => new VisitDetails(
            row.visit.Id, row.visit.Purpose, row.visit.VisitedOn, [.. row.visit.Visitors.Select(person => names.GetValueOrDefault(person, ""))], row.visit.Findings,
            row.visit.RecordedAt, row.CaseNumber))];
    }
}
