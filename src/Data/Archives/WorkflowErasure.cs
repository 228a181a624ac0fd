using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Archives;

/// <summary>Forms and comments of tasks, and the instances that carried them; ended ones, as nothing of a closed archive runs.</summary>
internal sealed class WorkflowErasure(AidDbContext db)
{
    public async Task EraseAsync(string?[] correlations, Guid[] caseIds, CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(correlations, cancellationToken);

        // By the case as well: an instance may have been deleted before its tasks.
        var tasks = await db.Set<HumanTask>().AsNoTracking().Where(task => instances.Contains(task.WorkflowInstanceId) || (task.CaseId != null && caseIds.Contains(task.CaseId.Value)))
            .Select(task => task.Id).ToListAsync(cancellationToken);
        foreach (var task in tasks)
            await EraseTaskAsync(task, cancellationToken);

        await db.Events.Where(kept => correlations.Contains(kept.CorrelationId) || instances.Contains(kept.InstanceId!)).ExecuteDeleteAsync(cancellationToken);
        await db.Work.Where(work => instances.Contains(work.InstanceId!)).ExecuteDeleteAsync(cancellationToken);
        foreach (var instance in instances)
            await db.AlterationPlans.Where(plan => plan.Content.Contains(instance)).ExecuteDeleteAsync(cancellationToken);

        // State, bookmarks, journal and incidents go with their instance.
        await db.Instances.Where(instance => instances.Contains(instance.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Those of the archive and its cases, and their children.</summary>
    private async Task<List<string>> InstancesAsync(string?[] correlations, CancellationToken cancellationToken)
    {
        var found = await db.Instances.AsNoTracking().Where(instance => correlations.Contains(instance.CorrelationId)).Select(instance => instance.Id).ToListAsync(cancellationToken);
        for (var parents = found; parents.Count > 0;)
        {
            parents = await db.Instances.AsNoTracking().Where(instance => parents.Contains(instance.ParentInstanceId!) && !found.Contains(instance.Id)).Select(instance => instance.Id).ToListAsync(cancellationToken);
            found = [.. found, .. parents];
        }

        return found;
    }

    private async Task EraseTaskAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"UPDATE human_task_signatures SET comment = NULL WHERE human_task_id = {id}", cancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE human_task_participants SET request = NULL, answer = NULL WHERE human_task_id = {id}", cancellationToken);
        await db.Set<TaskDraft>().Where(draft => draft.TaskId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE human_tasks SET form_data = NULL, comment = NULL, request = NULL WHERE id = {id}", cancellationToken);
    }
}
