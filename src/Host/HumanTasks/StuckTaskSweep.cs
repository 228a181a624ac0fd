using System.Data.Common;
using AidWorkflows.Activities.HumanTasks;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>Looks for steps that nobody can do any more and that have a superior to go to. Every node does it; the first wins.</summary>
[DisallowConcurrentExecution]
internal sealed class StuckTaskSweep(IServiceScopeFactory scopes, ILogger<StuckTaskSweep> logger) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<StuckEscalations>().RunAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is DbUpdateException or DbException)
        {
            logger.LogWarning(exception, "AW1033 Tasks that nobody can do could not be looked for; trying again in {Interval}.", Interval);
        }
    }
}
