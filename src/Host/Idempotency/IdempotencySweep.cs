using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using Quartz;

namespace AidWorkflows.Host.Idempotency;

/// <summary>Deletes kept answers whose time is over. Every node does it; two at once only find less to do.</summary>
[DisallowConcurrentExecution]
internal sealed class IdempotencySweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencySweep> logger) : IJob
{
    internal const int Batch = 500;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AidDbContext>().DropExpiredAnswersAsync(clock.GetUtcNow(), Batch, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing is lost: an answer whose time is over is no longer given, swept or not.
            logger.LogWarning(exception, "AW1030 Kept answers could not be swept; trying again in {Interval}.", Interval);
        }
    }
}
