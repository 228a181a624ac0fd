using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// Reminders and the escalation of a step. Each is a bookmark with a due time beside those of the tasks: its row in the work table
/// wakes it once, and the step's end takes it away.
/// </summary>
internal static class HumanTaskTimers
{
    private const string Reminder = HumanTaskActivity.TypeName + ".Reminder";

    /// <summary>The name of the bookmark; a step for which nobody is left any more is escalated by it before its time.</summary>
    public const string Escalation = HumanTaskActivity.TypeName + ".Escalation";

    /// <summary>Whom ten reminders have not moved, the eleventh will not.</summary>
    private const int MostReminders = 10;

    public static bool Owns(Resumption resumption) => resumption.BookmarkName is Reminder or Escalation;

    public static async Task<IReadOnlyList<NewBookmark>> StartAsync(AidDbContext db, ActivityContext context, string organisationPath)
    {
        List<NewBookmark> timers = [];
        if (HumanTaskInputs.WorkingDays(context, "RemindAfterWorkingDays", 1) is { } remind)
            timers.Add(await TimerAsync(db, context, Reminder, remind));
        if (HumanTaskInputs.WorkingDays(context, "EscalateAfterWorkingDays", 1) is { } escalate)
        {
            // Found out now and not when it is urgent.
            await SuperiorAsync(db, context, organisationPath);
            ReadRole(context);
            timers.Add(await TimerAsync(db, context, Escalation, escalate));
        }

        return timers;
    }

    public static bool IsEscalation(NewBookmark timer) => timer.Name == Escalation;

    /// <summary>Q-15: nobody of the union may do the step, so there is nobody to wait for until it is late.</summary>
    /// <returns>The timers that are left.</returns>
    public static async Task<IReadOnlyList<NewBookmark>> EscalateAtOnceAsync(AidDbContext db, ActivityContext context, HumanTask task, IReadOnlyList<NewBookmark> timers)
    {
        task.Escalate(await SuperiorAsync(db, context, task.OrganisationPath), ReadRole(context) ?? task.Role, context.Now);
        return [.. timers.Where(timer => !IsEscalation(timer))];
    }

    public static async Task<ActivityResult> FireAsync(AidDbContext db, ActivityContext context, SignStep step, Resumption resumption)
    {
        if (resumption.BookmarkName == Escalation)
            return await EscalateAsync(db, context, step);

        foreach (var task in step.Tasks)
            task.Remind(context.Now);
        var again = HumanTaskInputs.WorkingDays(context, "RemindAfterWorkingDays", 1);
        return again is { } days && step.Tasks.Where(task => task.IsAlive).All(task => task.Reminders < MostReminders)
            ? ActivityResult.Wait(await TimerAsync(db, context, Reminder, days))
            : ActivityResult.Wait();
    }

    /// <summary>
    /// The superior decides in place of all who have not signed: with a task each, one person up there could never sign them all.
    /// What the applicant's union supplements goes on beside it.
    /// </summary>
    private static async Task<ActivityResult> EscalateAsync(AidDbContext db, ActivityContext context, SignStep step)
    {
        var late = step.Tasks.Where(task => task.IsAlive && task.Purpose != TaskPurpose.Supplement).ToList();
        if ((late.Find(task => task.Purpose == TaskPurpose.Step) ?? late.FirstOrDefault()) is not { } kept)
            return ActivityResult.Wait();

        foreach (var other in late.Where(task => task != kept))
            other.Cancel(context.Now);
        kept.Escalate(await SuperiorAsync(db, context, kept.OrganisationPath), ReadRole(context) ?? kept.Role, context.Now);
        if (kept.Status != HumanTaskStatus.Waiting || step.Tasks.Any(task => task.Id == kept.WaitsFor && task.IsAlive))
            return ActivityResult.Wait();

        kept.Open(HumanTaskStep.NewBookmarkId(context), context.Now);
        return ActivityResult.Wait(HumanTaskStep.BookmarkFor(kept));
    }

    private static async Task<NewBookmark> TimerAsync(AidDbContext db, ActivityContext context, string name, int workingDays)
    {
        var due = (await HumanTaskInputs.AfterAsync(db, context, workingDays)).EndsAt.ToUniversalTime();
        return new NewBookmark(name, context.ExecutionId, new JsonObject { ["resumeAt"] = due.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, due);
    }

    /// <summary>The union of the level that is named, else the next one up.</summary>
    private static async Task<Organisation> SuperiorAsync(AidDbContext db, ActivityContext context, string path)
    {
        if (context.Text("EscalateToLevel") is not null)
            return await HumanTaskInputs.FindOrganisationAsync(db, context, path, ActivityInputs.Choice<OrganisationLevel>(context, "EscalateToLevel"));

        // A longer path is further down; the longest that is not the task's own is its superior.
        var above = await db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.Path != path && path.StartsWith(organisation.Path)).ToListAsync(context.CancellationToken);
        return above.MaxBy(organisation => organisation.Path.Length)
            ?? throw new ActivityFaultException("AW3102", $"There is no union above that of '{context.Node.DisplayName}' to escalate to.");
    }

    private static string? ReadRole(ActivityContext context)
    {
        var role = context.Text("EscalateToRole");
        return role is null || StaffRoles.All.Contains(role)
            ? role
            : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': EscalateToRole must be one of {string.Join(", ", StaffRoles.All)}.");
    }
}
