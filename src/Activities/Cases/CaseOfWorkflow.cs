using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Cases;

/// <summary>The case that a workflow instance is about.</summary>
internal static class CaseOfWorkflow
{
    /// <summary>By the activity's, else the workflow's input or variable CaseId, else by the correlation id, which is the case number. Null when there is none.</summary>
    public static async Task<AidCase?> FindAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var given = context.Text("CaseId") ?? (context.WorkflowInput("CaseId") ?? context.Variable("CaseId"))?.ToString();
        var number = context.CorrelationId;
        var id = Guid.TryParse(given, out var parsed)
            ? parsed
            : await db.Set<AidCase>().Where(aidCase => aidCase.CaseNumber == number).Select(aidCase => (Guid?)aidCase.Id).SingleOrDefaultAsync(context.CancellationToken);
        if (id is null)
            return null;

        // Two aid items of one case are two instances with two locks. The case's row is locked after the instance's, always in this
        // order, so that their bursts queue up instead of one of them failing at the commit. SQLite has one writer anyway.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM aid_cases WHERE id = {id} FOR UPDATE", context.CancellationToken);
        return await db.Set<AidCase>()
            .Include(aidCase => aidCase.Applicant)
            .Include(aidCase => aidCase.Bank)
            .Include(aidCase => aidCase.Requests)
            .Include(aidCase => aidCase.Awards)
            .Include(aidCase => aidCase.Payments)
            .Include(aidCase => aidCase.Warnings)
            .AsSplitQuery()
            .SingleOrDefaultAsync(aidCase => aidCase.Id == id, context.CancellationToken);
    }

    public static async Task<AidCase> GetAsync(ActivityContext context) =>
        await FindAsync(context)
        ?? throw new ActivityFaultException("AW3103", $"'{context.Node.DisplayName}' needs a case: start the workflow with the input CaseId or the case number as correlation id.");

    /// <summary>Who gave the stimulus, when it was a person.</summary>
    public static Guid? PersonOf(ActivityContext context) => Guid.TryParse(context.Actor, out var person) ? person : null;
}
