using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>The household archive that a case is about.</summary>
internal static class ArchiveOfCase
{
    public static async Task<HouseholdArchive?> FindAsync(ActivityContext context, AidCase aidCase)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        return aidCase.ArchiveId is { } id
            ? await db.Set<HouseholdArchive>().Include(archive => archive.People).AsSplitQuery().SingleAsync(archive => archive.Id == id, context.CancellationToken)
            : null;
    }
}
