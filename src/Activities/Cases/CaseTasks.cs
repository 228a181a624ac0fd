using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Cases;

/// <summary>Finds the human task that a later step refers to by its key.</summary>
internal static class CaseTasks
{
    /// <summary>The task with this key that was completed last in the same instance.</summary>
    /// <exception cref="ActivityFaultException">AW3123: there is none.</exception>
    public static async Task<HumanTask> LastCompletedAsync(ActivityContext context, string key)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();

        // The task that has just been completed is tracked and not yet saved.
        await db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == context.InstanceId && task.Key == key).LoadAsync(context.CancellationToken);
        return db.Set<HumanTask>().Local
            .Where(task => task.WorkflowInstanceId == context.InstanceId && task.Key == key && task is { Status: HumanTaskStatus.Completed, CompletedBy: not null })
            .MaxBy(task => task.CompletedAt)
            ?? throw new ActivityFaultException("AW3123", $"'{context.Node.DisplayName}': no task with the key '{key}' has been completed in this workflow.");
    }
}
