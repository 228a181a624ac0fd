using AidWorkflows.Data.Calendar;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Archives;

/// <summary>What the lists of archives are about: the one place that knows, for the lists, the indicators and the monthly report.</summary>
public sealed class ArchiveSelections(AidDbContext db)
{
    /// <summary>A change in one of paper and electronic archive is mirrored in the other within these working days.</summary>
    public const int PaperWorkingDays = 30;

    /// <summary>在册 and 解困 archives of a subtree; a temporary one is not on file yet.</summary>
    public IQueryable<HouseholdArchive> OnFile(string path) => db.Set<HouseholdArchive>().AsNoTracking()
        .Where(archive => archive.OrganisationPath.StartsWith(path) && (archive.State == ArchiveState.Active || archive.State == ArchiveState.Relieved));

    /// <summary>On file, and nothing in them has changed for a year.</summary>
    public IQueryable<HouseholdArchive> Unchanged(string path, DateTimeOffset now)
    {
        var before = ChinaTime.StartOfDay(ChinaTime.DateOf(now).AddYears(-1)).ToUniversalTime();
        return OnFile(path).Where(archive => (archive.ChangedAt ?? archive.StateSince) < before);
    }

    /// <summary>S-007: on file, and no aid has ever been granted to the household.</summary>
    public IQueryable<HouseholdArchive> NeverAided(string path) =>
        OnFile(path).Where(archive => !db.Set<AidCase>().Any(aidCase => aidCase.ArchiveId == archive.Id && aidCase.Awards.Any()));

    /// <summary>
    /// S-007: the newest application of a worker was assessed as eligible, and the household is not on file and has not been since:
    /// refused, withdrawn, or still on its way.
    /// </summary>
    public IQueryable<AidCase> EligibleNotOnFile(string path) => db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.OrganisationPath.StartsWith(path)
        && aidCase.Applicant.IdNumberMask != ""
        && db.Set<CaseAssessment>().Where(assessment => assessment.CaseId == aidCase.Id).OrderByDescending(assessment => assessment.Number)
            .Select(assessment => (AssessmentOutcome?)assessment.Outcome).FirstOrDefault() == AssessmentOutcome.Eligible
        && !db.Set<AidCase>().Any(later => later.Applicant.IdNumberIndex == aidCase.Applicant.IdNumberIndex && later.Id != aidCase.Id && later.OpenedAt > aidCase.OpenedAt)
        && !db.Set<HouseholdArchive>().Any(archive => archive.Id == aidCase.ArchiveId && archive.OpenedAt != null)
        && !db.Set<ArchivePerson>().Any(person => person.OpenIndex == aidCase.Applicant.IdNumberIndex
            && db.Set<HouseholdArchive>().Any(archive => archive.Id == person.ArchiveId && archive.State != ArchiveState.Temporary)));

    /// <summary>Ten years have passed since the household left, and the archive is not destroyed.</summary>
    public IQueryable<HouseholdArchive> RetentionOver(string path, DateTimeOffset now)
    {
        var before = ChinaTime.StartOfDay(ChinaTime.DateOf(now).AddYears(-HouseholdArchive.YearsKept)).ToUniversalTime();
        return db.Set<HouseholdArchive>().AsNoTracking().Where(archive => archive.OrganisationPath.StartsWith(path) && archive.ErasedAt == null
            && (archive.State == ArchiveState.OutOfHardship || archive.State == ArchiveState.Withdrawn) && archive.ClosedAt < before);
    }

    /// <summary>Changed more than 30 working days ago, and the paper not brought in step since.</summary>
    public async Task<IQueryable<HouseholdArchive>> PaperBehindAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = await WorkCalendars.LoadAsync(db, cancellationToken);
        var day = ChinaTime.DateOf(now);
        for (var counted = 0; counted <= PaperWorkingDays; day = day.AddDays(-1))
        {
            if (calendar.IsWorkingDay(day))
                counted++;
        }

        var before = ChinaTime.EndOfDay(day).ToUniversalTime();
        return db.Set<HouseholdArchive>().AsNoTracking().Where(archive => archive.OrganisationPath.StartsWith(path) && archive.ErasedAt == null
            && archive.State != ArchiveState.Merged && archive.State != ArchiveState.Temporary
            && archive.ChangedAt < before && (archive.PaperInStepAt == null || archive.PaperInStepAt < archive.ChangedAt));
    }

    /// <summary>Pairs of archives that have a person in common, or of which a case of one names somebody of the other; one of the two is open.</summary>
    public async Task<IReadOnlyList<DuplicatePair>> DuplicatesAsync(string path, CancellationToken cancellationToken)
    {
        var living = db.Set<HouseholdArchive>().AsNoTracking().Where(archive => archive.OrganisationPath.StartsWith(path) && archive.State != ArchiveState.Merged && archive.ErasedAt == null);
        var twice = db.Set<ArchivePerson>().Where(person => living.Any(archive => archive.Id == person.ArchiveId))
            .GroupBy(person => person.IdNumberIndex).Where(same => same.Count() > 1).Select(same => same.Key);
        var shared = await db.Set<ArchivePerson>().AsNoTracking().Where(person => twice.Contains(person.IdNumberIndex) && living.Any(archive => archive.Id == person.ArchiveId))
            .Select(person => new { person.ArchiveId, person.IdNumberIndex, person.Name }).ToListAsync(cancellationToken);
        List<(Guid One, Guid Other, string Name)> found = [];
        foreach (var same in shared.GroupBy(person => Convert.ToHexString(person.IdNumberIndex)).Select(same => same.ToList()))
        {
            found.AddRange(
                from one in same
                from other in same
                where one.ArchiveId.CompareTo(other.ArchiveId) < 0
                select (one.ArchiveId, other.ArchiveId, one.Name));
        }

        var named = await (
            from aidCase in db.Set<AidCase>().AsNoTracking()
            from member in aidCase.Members
            join person in db.Set<ArchivePerson>() on member.IdNumberIndex equals person.IdNumberIndex
            where aidCase.ArchiveId != null && aidCase.ArchiveId != person.ArchiveId
                && living.Any(archive => archive.Id == aidCase.ArchiveId) && living.Any(archive => archive.Id == person.ArchiveId)
            select new { One = aidCase.ArchiveId!.Value, Other = person.ArchiveId, person.Name }).ToListAsync(cancellationToken);
        found.AddRange(named.Select(pair => pair.One.CompareTo(pair.Other) < 0 ? (pair.One, pair.Other, pair.Name) : (pair.Other, pair.One, pair.Name)));
        return await PairsAsync(found, cancellationToken);
    }

    private async Task<IReadOnlyList<DuplicatePair>> PairsAsync(List<(Guid One, Guid Other, string Name)> found, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. found.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct()];
        var archives = await db.Set<HouseholdArchive>().AsNoTracking().Include(archive => archive.People).Where(archive => ids.Contains(archive.Id))
            .ToDictionaryAsync(archive => archive.Id, cancellationToken);
        return
        [
            .. from pair in found
               group pair.Name by (pair.One, pair.Other) into same
               let ordered = new[] { archives[same.Key.One], archives[same.Key.Other] }.OrderByDescending(archive => archive.IsOpen).ThenBy(archive => archive.OpenedAt).ThenBy(archive => archive.ArchiveNumber, StringComparer.Ordinal).ToList()
               where ordered[0].IsOpen
               orderby ordered[0].ArchiveNumber, ordered[1].ArchiveNumber
               select new DuplicatePair(ordered[0], ordered[1], [.. same.Distinct()]),
        ];
    }
}

/// <summary>Two archives of what may be one household.</summary>
/// <param name="Survivor">The one to keep, as far as the rows can tell: open before closed, older before newer.</param>
public sealed record DuplicatePair(HouseholdArchive Survivor, HouseholdArchive Other, IReadOnlyList<string> SharedPeople);
