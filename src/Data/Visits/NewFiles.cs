using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Visits;

/// <summary>A case that opens a file, or has opened one.</summary>
public sealed record NewFile(Guid CaseId, string CaseNumber, string ApplicantName, string OrganisationPath, CaseStatus Status, DateTimeOffset Since);

/// <summary>
/// Which files of a county are new in a year: the one place that knows. A file is new in the year in which the county took its case up
/// for review, that is when the county's first task of it was made. Refused and withdrawn applications open none, and whoever has one
/// already opens no other.
/// </summary>
public static class NewFiles
{
    public static async Task<IReadOnlyList<NewFile>> FindAsync(AidDbContext db, string countyPath, int year, CancellationToken cancellationToken)
    {
        var from = ChinaTime.StartOfDay(new DateOnly(year, 1, 1)).ToUniversalTime();
        var to = ChinaTime.StartOfDay(new DateOnly(year + 1, 1, 1)).ToUniversalTime();
        return await (
            from aidCase in db.Set<AidCase>().AsNoTracking()
            where aidCase.OrganisationPath.StartsWith(countyPath) && aidCase.IntakeInstanceId != null && aidCase.Status != CaseStatus.Rejected && aidCase.Status != CaseStatus.Withdrawn
            let first = db.Set<HumanTask>().Where(task => task.CaseId == aidCase.Id && task.Level == OrganisationLevel.County).Min(task => (DateTimeOffset?)task.CreatedAt)
            where first >= @from && first < to
            orderby aidCase.CaseNumber
            select new NewFile(aidCase.Id, aidCase.CaseNumber, aidCase.Applicant.Name, aidCase.OrganisationPath, aidCase.Status, first.Value)).ToListAsync(cancellationToken);
    }
}
