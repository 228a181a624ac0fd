using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>The household archive, exit and appeal that a workflow is about, by the inputs ArchiveId, ExitId and AppealId.</summary>
internal static class ArchiveOfWorkflow
{
    public static async Task<HouseholdArchive> GetAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        return await FindAsync(db, ActivityInputs.Id(context, "ArchiveId"), context.CancellationToken)
            ?? throw new ActivityFaultException("AW3128", $"'{context.Node.DisplayName}': there is no such archive.");
    }

    public static Task<(HouseholdArchive Archive, ArchiveExit Exit)> GetExitAsync(ActivityContext context) => GetExitAsync(context, ActivityInputs.Id(context, "ExitId"));

    public static async Task<(HouseholdArchive Archive, ArchiveExit Exit)> GetExitAsync(ActivityContext context, Guid id)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var exit = await LoadedAsync(db.Set<ArchiveExit>(), candidate => candidate.Id == id, context);
        return (await FindAsync(db, exit.ArchiveId, context.CancellationToken) ?? throw new InvalidOperationException($"Exit {id} has no archive."), exit);
    }

    public static async Task<ExitAppeal> GetAppealAsync(ActivityContext context)
    {
        var id = ActivityInputs.Id(context, "AppealId");
        return await LoadedAsync(context.Services.GetRequiredService<AidDbContext>().Set<ExitAppeal>(), candidate => candidate.Id == id, context);
    }

    /// <summary>With the exit and archive that it is about.</summary>
    public static async Task<(HouseholdArchive Archive, ArchiveExit Exit, ExitAppeal Appeal)> GetWholeAppealAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var appeal = await GetAppealAsync(context);
        var exit = await LoadedAsync(db.Set<ArchiveExit>(), candidate => candidate.Id == appeal.ExitId, context);
        return ((await FindAsync(db, exit.ArchiveId, context.CancellationToken))!, exit, appeal);
    }

    // What this burst has made is tracked and perhaps not saved yet.
    private static async Task<TRow> LoadedAsync<TRow>(DbSet<TRow> rows, System.Linq.Expressions.Expression<Func<TRow, bool>> which, ActivityContext context)
        where TRow : class
    {
        await rows.Where(which).LoadAsync(context.CancellationToken);
        return rows.Local.AsQueryable().SingleOrDefault(which)
            ?? throw new ActivityFaultException("AW3128", $"'{context.Node.DisplayName}': there is no such {typeof(TRow).Name}.");
    }

    // An archive that is entered in this very burst is not saved yet.
    private static async Task<HouseholdArchive?> FindAsync(AidDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<HouseholdArchive>().Include(archive => archive.People).Include(archive => archive.Incomes).AsSplitQuery()
            .SingleOrDefaultAsync(archive => archive.Id == id, cancellationToken)
        ?? db.Set<HouseholdArchive>().Local.FirstOrDefault(archive => archive.Id == id);
}
