using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Cases;

/// <summary>Whose union a workflow without a case belongs to: that of its archive (one that was entered from paper) or of its report.</summary>
internal static class PlaceOfWorkflow
{
    public static async Task<string?> PathAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        if (ActivityInputs.OptionalId(context, "ArchiveId") is { } archiveId)
            return await db.Set<HouseholdArchive>().Where(archive => archive.Id == archiveId).Select(archive => archive.OrganisationPath).SingleOrDefaultAsync(context.CancellationToken);
        if (ActivityInputs.OptionalId(context, "ReportId") is { } reportId)
            return await db.Set<MonthlyReport>().Where(report => report.Id == reportId).Select(report => report.OrganisationPath).SingleOrDefaultAsync(context.CancellationToken);

        return null;
    }
}
