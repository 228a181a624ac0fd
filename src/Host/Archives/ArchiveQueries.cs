using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>What staff see of the household archives of their union and those below it.</summary>
public sealed class ArchiveQueries(AidDbContext db)
{
    public const int MaximumPageSize = 200;

    public async Task<ArchiveList> ListAsync(ArchiveState? state, string? search, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var query = db.Set<HouseholdArchive>().AsNoTracking().Where(archive => archive.OrganisationPath.StartsWith(path));
        if (state is not null)
            query = query.Where(archive => archive.State == state);
        if (search?.Trim() is { Length: > 0 } text)
            query = query.Where(archive => archive.ArchiveNumber.StartsWith(text) || archive.People.Any(person => person.IsHolder && person.Name.StartsWith(text)));

        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(archive => archive.StateSince).ThenByDescending(archive => archive.Id)
            .Skip((page - 1) * pageSize).Take(pageSize)
            .Select(archive => new ArchiveRow(
                archive.ArchiveNumber,
                archive.People.Where(person => person.IsHolder).Select(person => person.Name).FirstOrDefault() ?? "",
                archive.People.Where(person => person.IsHolder).Select(person => person.IdNumberMask).FirstOrDefault() ?? "",
                db.Set<Organisation>().Where(organisation => organisation.Id == archive.OrganisationId).Select(organisation => organisation.Name).First(),
                archive.Tier,
                archive.State,
                archive.StateSince,
                archive.OpenedAt))
            .ToListAsync(cancellationToken);
        return new ArchiveList(rows, total);
    }

    /// <exception cref="RuleViolationException">not-found, also for an archive of another branch of the tree.</exception>
    public async Task<ArchiveDetails> GetAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken)
    {
        var archive = await db.Set<HouseholdArchive>().AsNoTracking().Whole().FindOverseenAsync(archiveNumber, actor, cancellationToken);

        var organisation = await db.Set<Organisation>().AsNoTracking()
            .Where(candidate => candidate.Id == archive.OrganisationId).Select(candidate => candidate.Name).SingleAsync(cancellationToken);
        var cases = await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.ArchiveId == archive.Id || aidCase.Id == archive.CaseId)
            .OrderByDescending(aidCase => aidCase.OpenedAt).Select(aidCase => new { aidCase.Id, aidCase.CaseNumber }).ToListAsync(cancellationToken);
        var id = archive.Id;
        var into = archive.MergedIntoId;
        var joined = await db.Set<HouseholdArchive>().AsNoTracking().Where(other => other.Id == into || other.MergedIntoId == id)
            .OrderBy(other => other.ArchiveNumber).Select(other => new { other.Id, other.ArchiveNumber }).ToListAsync(cancellationToken);
        return new ArchiveDetails
        {
            Id = archive.Id,
            ArchiveNumber = archive.ArchiveNumber,
            State = archive.State,
            StateSince = archive.StateSince,
            Origin = archive.Origin,
            PaperNumber = archive.PaperNumber,
            Tier = archive.Tier,
            OrganisationName = organisation,
            CaseNumber = cases.Find(aidCase => aidCase.Id == archive.CaseId)?.CaseNumber,
            OpenedAt = archive.OpenedAt,
            ClosedAt = archive.ClosedAt,
            People = [.. archive.People.OrderByDescending(person => person.IsHolder).ThenBy(person => person.Id).Select(person => new ArchivePersonView(person.Name, person.IdNumberMask, person.IsHolder))],
            Incomes = [.. archive.Incomes.OrderByDescending(income => income.Year).ThenByDescending(income => income.Month)
                .Select(income => new MonthlyIncomeView(income.Year, income.Month, income.PerHead, income.Evidence, income.RecordedAt))],
            CaseNumbers = [.. cases.Select(aidCase => aidCase.CaseNumber)],
            MergedInto = joined.Find(other => other.Id == into)?.ArchiveNumber,
            MergedFrom = [.. joined.Where(other => other.Id != into).Select(other => other.ArchiveNumber)],
            KeepUntil = archive.KeepUntil,
            ErasedAt = archive.ErasedAt,
        };
    }

    /// <summary>The archive with the path of its union, for pages that offer what only that union may do; null when there is none to see.</summary>
    public async Task<(ArchiveDetails Details, string OrganisationPath)?> FindForAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken)
    {
        var path = await db.Set<HouseholdArchive>().Where(archive => archive.ArchiveNumber == archiveNumber).Select(archive => archive.OrganisationPath).SingleOrDefaultAsync(cancellationToken);
        return path is not null && actor.Oversees(path) ? (await GetAsync(archiveNumber, actor, cancellationToken), path) : null;
    }
}
