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
