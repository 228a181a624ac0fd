using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AidWorkflows.Host.Papers;

/// <summary>Reminds of late documents and deletes files whose upload was never committed. Every node does it; two at once only find less to do.</summary>
[DisallowConcurrentExecution]
internal sealed class PaperSweep(IServiceScopeFactory scopes, FileStore files, ILogger<PaperSweep> logger) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PapersDue>().RemindAsync(cancellationToken);

            // Files have the computer's own time, also where the clock is simulated.
            await files.SweepAsync(scope.ServiceProvider.GetRequiredService<AidDbContext>(), TimeProvider.System.GetUtcNow(), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is DbUpdateException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            logger.LogWarning(exception, "AW1031 Late documents could not be looked for, or left-over files not deleted; trying again in {Interval}.", Interval);
        }
    }
}
