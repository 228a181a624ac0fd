using AidWorkflows.Data;
using AidWorkflows.Data.Archives;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>Lists that somebody has to work off.</summary>
public enum ArchiveListKind
{
    Unchanged = 0,
    NeverAided = 1,
    EligibleNotOnFile = 2,
    Duplicates = 3,
    Retention = 4,
    PaperBehind = 5,
}

/// <summary>The lists of archives that need somebody's attention, within the reader's organisation.</summary>
public sealed class ArchiveLists(AidDbContext db, ArchiveSelections selections, TimeProvider clock)
{
    public const int MaximumPageSize = 200;

    /// <summary>What a file may have; more is a sign that the list should be narrowed.</summary>
    public const int LongestFile = 20_000;

    /// <param name="organisation">The code of a union below the reader's; the reader's own when left out.</param>
    /// <exception cref="RuleViolationException">unknown-organisation.</exception>
    public async Task<ArchiveListPage> ReadAsync(ArchiveListKind kind, string? organisation, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        var path = await PathAsync(organisation, actor, cancellationToken);
        var now = clock.GetUtcNow();
        return kind switch
        {
            ArchiveListKind.EligibleNotOnFile => await CasesAsync(selections.EligibleNotOnFile(path), page, pageSize, cancellationToken),
            ArchiveListKind.Duplicates => await PairsAsync(path, page, pageSize, cancellationToken),
            ArchiveListKind.Unchanged => await ArchivesAsync(selections.Unchanged(path, now).OrderBy(archive => archive.ChangedAt ?? archive.StateSince), page, pageSize, cancellationToken),
            ArchiveListKind.NeverAided => await ArchivesAsync(selections.NeverAided(path).OrderBy(archive => archive.OpenedAt), page, pageSize, cancellationToken),
            ArchiveListKind.Retention => await ArchivesAsync(selections.RetentionOver(path, now).OrderBy(archive => archive.ClosedAt), page, pageSize, cancellationToken),
            _ => await ArchivesAsync((await selections.PaperBehindAsync(path, now, cancellationToken)).OrderBy(archive => archive.ChangedAt), page, pageSize, cancellationToken),
        };
    }

    /// <summary>The unions that a reader may narrow a list to.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> UnionsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var unions = await db.Set<Organisation>().AsNoTracking().Where(union => union.Path.StartsWith(path)).OrderBy(union => union.Path).Take(500)
            .Select(union => new { union.Code, union.Name }).ToListAsync(cancellationToken);
        return unions.ConvertAll(union => (union.Code, union.Name));
    }

    private async Task<string> PathAsync(string? organisation, Actor actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(organisation))
            return actor.OrganisationPath;

        var path = await db.Set<Organisation>().Where(union => union.Code == organisation).Select(union => union.Path).SingleOrDefaultAsync(cancellationToken);
        return path is not null && actor.Oversees(path) ? path : throw new RuleViolationException("unknown-organisation", "There is no such union below yours.", "organisation");
    }

    private async Task<ArchiveListPage> ArchivesAsync(IOrderedQueryable<HouseholdArchive> query, int page, int pageSize, CancellationToken cancellationToken)
    {
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.ThenBy(archive => archive.ArchiveNumber).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(archive => new
            {
                archive.ArchiveNumber,
                Name = archive.People.Where(person => person.IsHolder).Select(person => person.Name).FirstOrDefault(),
                Mask = archive.People.Where(person => person.IsHolder).Select(person => person.IdNumberMask).FirstOrDefault(),
                Organisation = db.Set<Organisation>().Where(union => union.Id == archive.OrganisationId).Select(union => union.Name).First(),
                archive.State,
                archive.OpenedAt,
                archive.ClosedAt,
                Changed = archive.ChangedAt ?? archive.StateSince,
            }).ToListAsync(cancellationToken);
        return new ArchiveListPage(
            rows.ConvertAll(row => new ArchiveListRow(row.ArchiveNumber, null, null, row.Name ?? "", row.Mask ?? "", row.Organisation, row.State, row.OpenedAt, row.Changed, row.ClosedAt)), total);
    }

    private async Task<ArchiveListPage> CasesAsync(IQueryable<AidCase> query, int page, int pageSize, CancellationToken cancellationToken)
    {
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(aidCase => aidCase.OpenedAt).ThenBy(aidCase => aidCase.CaseNumber).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(aidCase => new
            {
                aidCase.CaseNumber,
                aidCase.Applicant.Name,
                aidCase.Applicant.IdNumberMask,
                Organisation = db.Set<Organisation>().Where(union => union.Id == aidCase.OrganisationId).Select(union => union.Name).First(),
                aidCase.Status,
                aidCase.OpenedAt,
                aidCase.ClosedAt,
            }).ToListAsync(cancellationToken);
        return new ArchiveListPage(
            rows.ConvertAll(row => new ArchiveListRow(null, row.CaseNumber, null, row.Name, row.IdNumberMask, row.Organisation, null, row.OpenedAt, row.ClosedAt ?? row.OpenedAt, row.ClosedAt) { CaseStatus = row.Status }), total);
    }

    private async Task<ArchiveListPage> PairsAsync(string path, int page, int pageSize, CancellationToken cancellationToken)
    {
        var pairs = await selections.DuplicatesAsync(path, cancellationToken);
        var names = await db.Set<Organisation>().AsNoTracking().Where(union => union.Path.StartsWith(path)).ToDictionaryAsync(union => union.Id, union => union.Name, cancellationToken);
        return new ArchiveListPage(
            [.. pairs.Skip((page - 1) * pageSize).Take(pageSize).Select(pair => new ArchiveListRow(
                pair.Survivor.ArchiveNumber, null, pair.Other.ArchiveNumber, string.Join(' ', pair.SharedPeople), pair.Survivor.Holder.IdNumberMask,
                names.GetValueOrDefault(pair.Survivor.OrganisationId, ""), pair.Other.State, pair.Survivor.OpenedAt, pair.Other.StateSince, pair.Other.ClosedAt))],
            pairs.Count);
    }
}

public sealed record ArchiveListPage(IReadOnlyList<ArchiveListRow> Items, int TotalCount);

/// <summary>One line; the id number is masked, always.</summary>
/// <param name="ArchiveNumber">Of an archive; a list of applications has <paramref name="CaseNumber"/> instead.</param>
/// <param name="Other">The archive that may be of the same household.</param>
/// <param name="State">Of the archive, or of the other one.</param>
/// <param name="Since">When it was opened, or applied for.</param>
/// <param name="Changed">When anything in it changed last.</param>
public sealed record ArchiveListRow(
    string? ArchiveNumber,
    string? CaseNumber,
    string? Other,
    string Name,
    string IdNumberMask,
    string OrganisationName,
    ArchiveState? State,
    DateTimeOffset? Since,
    DateTimeOffset Changed,
    DateTimeOffset? ClosedAt)
{
    public CaseStatus? CaseStatus { get; init; }
}
