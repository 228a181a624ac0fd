using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Data.HumanTasks;

/// <summary>
/// Who is kept out of a task by what lies outside of it: who signed earlier steps, and who has a relative in the household. It is
/// asked anew for each claim and signature, because a relative may be declared while the task waits.
/// </summary>
public sealed class SeparationOfDuties(AidDbContext db, IOptions<VisitOptions> options)
{
    private static readonly IReadOnlySet<Guid> None = new HashSet<Guid>();

    public async Task<KeptOut> OfAsync(HumanTask task, CancellationToken cancellationToken)
    {
        var earlierSigners = await db.EarlierSignersOfAsync(task, cancellationToken);
        if (!await AreDeclaredAsync(cancellationToken))
            return new KeptOut(earlierSigners, None);

        var correlation = await db.Instances.Where(instance => instance.Id == task.WorkflowInstanceId).Select(instance => instance.CorrelationId).SingleOrDefaultAsync(cancellationToken);
        return new KeptOut(earlierSigners, await InHouseholdAsync(task.CaseId, correlation, cancellationToken));
    }

    /// <summary>
    /// Who of the staff has declared one of these people: applicant and members of the case, and everybody in the household's archive.
    /// </summary>
    /// <param name="correlationId">The case's or the archive's number; an archive that came from paper has no case.</param>
    public async Task<IReadOnlySet<Guid>> RelativesAsync(Guid? caseId, string? correlationId, CancellationToken cancellationToken) =>
        await AreDeclaredAsync(cancellationToken) ? await InHouseholdAsync(caseId, correlationId, cancellationToken) : None;

    /// <summary>All that is declared, by the cases and archives that it touches; for looking at many tasks at once.</summary>
    internal async Task<DeclaredRelatives> DeclaredAsync(CancellationToken cancellationToken)
    {
        var declared = new DeclaredRelatives();
        if (!await AreDeclaredAsync(cancellationToken))
            return declared;

        var open = db.Set<StaffRelative>().Where(relative => relative.OpenIndex != null);
        var inCases = await open.Join(db.Set<Applicant>(), relative => relative.OpenIndex, person => person.IdNumberIndex, (relative, person) => new { relative.StaffPersonId, person.CaseId })
            .Concat(open.Join(db.Set<HouseholdMember>(), relative => relative.OpenIndex, person => person.IdNumberIndex, (relative, person) => new { relative.StaffPersonId, person.CaseId }))
            .Join(db.Set<AidCase>(), row => row.CaseId, aidCase => aidCase.Id, (row, aidCase) => new { row.StaffPersonId, aidCase.Id, aidCase.CaseNumber }).ToListAsync(cancellationToken);
        var inArchives = await open.Join(db.Set<ArchivePerson>(), relative => relative.OpenIndex, person => person.IdNumberIndex, (relative, person) => new { relative.StaffPersonId, person.ArchiveId })
            .Join(db.Set<HouseholdArchive>(), row => row.ArchiveId, archive => archive.Id, (row, archive) => new { row.StaffPersonId, archive.Id, archive.ArchiveNumber, archive.CaseId }).ToListAsync(cancellationToken);
        Guid[] archives = [.. inArchives.Select(row => row.Id).Distinct()];
        Guid?[] openers = [.. inArchives.Select(row => row.CaseId).Where(id => id is not null).Distinct()];
        var ofArchives = await db.Set<AidCase>().Where(aidCase => (aidCase.ArchiveId != null && archives.Contains(aidCase.ArchiveId.Value)) || openers.Contains(aidCase.Id))
            .Select(aidCase => new { aidCase.Id, aidCase.CaseNumber, aidCase.ArchiveId }).ToListAsync(cancellationToken);
        foreach (var row in inCases)
            declared.Add(row.StaffPersonId, row.Id, row.CaseNumber);
        foreach (var row in inArchives)
        {
            declared.Add(row.StaffPersonId, null, row.ArchiveNumber);
            foreach (var aidCase in ofArchives.Where(aidCase => aidCase.ArchiveId == row.Id || aidCase.Id == row.CaseId))
                declared.Add(row.StaffPersonId, aidCase.Id, aidCase.CaseNumber);
        }

        return declared;
    }

    /// <summary>Asked first, because where nobody has declared anybody nothing else has to be read.</summary>
    private async Task<bool> AreDeclaredAsync(CancellationToken cancellationToken) =>
        options.Value.ExcludeRelatives && await db.Set<StaffRelative>().AnyAsync(relative => relative.OpenIndex != null, cancellationToken);

    private async Task<IReadOnlySet<Guid>> InHouseholdAsync(Guid? caseId, string? correlationId, CancellationToken cancellationToken)
    {
        var cases = await db.Set<AidCase>().Where(aidCase => aidCase.Id == caseId || aidCase.CaseNumber == correlationId)
            .Select(aidCase => new { aidCase.Id, aidCase.ArchiveId }).ToListAsync(cancellationToken);
        Guid[] caseIds = [.. cases.Select(aidCase => aidCase.Id)];
        Guid[] archiveIds = [.. cases.Select(aidCase => aidCase.ArchiveId).OfType<Guid>()];
        var archives = db.Set<HouseholdArchive>()
            .Where(archive => archive.ArchiveNumber == correlationId || archiveIds.Contains(archive.Id) || (archive.CaseId != null && caseIds.Contains(archive.CaseId.Value)));
        var household = db.Set<Applicant>().Where(applicant => caseIds.Contains(applicant.CaseId)).Select(applicant => applicant.IdNumberIndex)
            .Concat(db.Set<HouseholdMember>().Where(member => caseIds.Contains(member.CaseId)).Select(member => member.IdNumberIndex))
            .Concat(db.Set<ArchivePerson>().Where(person => archives.Any(archive => archive.Id == person.ArchiveId)).Select(person => person.IdNumberIndex));
        var related = await db.Set<StaffRelative>().Where(relative => relative.OpenIndex != null && household.Contains(relative.OpenIndex))
            .Select(relative => relative.StaffPersonId).Distinct().ToListAsync(cancellationToken);
        return related.ToHashSet();
    }
}
