using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// Escalates, before their time, the steps that nobody can do any more: the last candidate has declared a relative or left since the step
/// began. Steps that are for nobody from the beginning go to the superior in the burst that makes them.
/// </summary>
public sealed class StuckEscalations(AidDbContext db, TaskCandidates candidates, WorkflowRuntime runtime)
{
    /// <returns>How many steps went to their superior.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.Bookmarks.AsNoTracking().Where(bookmark => bookmark.Name == HumanTaskTimers.Escalation)
            .Select(bookmark => new { bookmark.Id, bookmark.InstanceId, bookmark.ActivityId }).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
            return 0;

        var open = db.Set<HumanTask>().Where(task => task.Status == HumanTaskStatus.Open && task.Purpose != TaskPurpose.Supplement
            && db.Bookmarks.Any(bookmark => bookmark.Name == HumanTaskTimers.Escalation && bookmark.InstanceId == task.WorkflowInstanceId && bookmark.ActivityId == task.ActivityId));
        var stuck = await candidates.FindStuckAsync(open, cancellationToken);
        if (stuck.Count == 0)
            return 0;

        var tasks = await open.AsNoTracking().Select(task => new { task.Id, task.WorkflowInstanceId, task.ActivityId, task.SignRule }).ToListAsync(cancellationToken);
        var steps = tasks.GroupBy(task => (task.WorkflowInstanceId, task.ActivityId));
        var escalated = 0;

        // Where any signer is enough, one who cannot sign holds nothing up.
        foreach (var step in steps.Where(step => step.Any(task => task.SignRule == SignRule.Any) ? step.All(task => stuck.ContainsKey(task.Id)) : step.Any(task => stuck.ContainsKey(task.Id))))
        {
            foreach (var bookmark in waiting.Where(bookmark => (bookmark.InstanceId, bookmark.ActivityId) == step.Key))
                escalated += await EscalateAsync(bookmark.Id, cancellationToken) ? 1 : 0;
        }

        return escalated;
    }

    private async Task<bool> EscalateAsync(string bookmarkId, CancellationToken cancellationToken)
    {
        try
        {
            db.ChangeTracker.Clear();
            await runtime.ResumeAsync(new ResumeWorkflow(bookmarkId), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is StimulusConsumedException or InstanceBusyException)
        {
            // Another node, the deadline, or a person was faster; if the step still waits, the next look finds it.
            return false;
        }
    }
}
