using System.Globalization;
using AidWorkflows.Engine.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// Works off the work table: timers, resumes, starts and continuations, one lane at a time so that a storm in one does not
/// hold up another. Claiming is a hint with a lease; what makes a row run exactly once is its delete inside the burst.
/// </summary>
public sealed class WorkPump(IServiceScopeFactory scopes, WorkSignal signal, EngineOptions options, ILogger<WorkPump> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>A poll interval after a failure, so that a database that is down is not hammered.</summary>
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(2);

    /// <summary>Runs until cancelled. Correctness needs only the polling; hints make it quick.</summary>
    public async Task RunAsync(WorkLane lane, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await RunDueAsync(lane, cancellationToken) == 0)
                    await signal.WaitAsync(lane, await UntilNextAsync(lane, cancellationToken), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "AW1020 The {Lane} lane cannot reach its work; trying again in {BackOff}.", lane, BackOff);
                await signal.WaitAsync(lane, BackOff, CancellationToken.None);
            }
        }
    }

    /// <summary>Claims one batch of due rows and runs them. Returns how many were claimed.</summary>
    public async Task<int> RunDueAsync(WorkLane lane, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkRow> rows;
        var fired = 0;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var store = scope.ServiceProvider.GetRequiredService<IWorkflowStore>();
            if (lane == WorkLane.Timer)
                fired = await store.FireDueTriggersAsync(BatchOf(lane), cancellationToken) + await store.DeliverKeptEventsAsync(cancellationToken);
            rows = await store.ClaimWorkAsync(lane, BatchOf(lane), Lease, cancellationToken);
        }

        await Parallel.ForEachAsync(Queues(rows), new ParallelOptions { MaxDegreeOfParallelism = WorkersOf(lane), CancellationToken = cancellationToken }, RunQueueAsync);
        return rows.Count + fired;
    }

    /// <summary>Rows of one instance would only wait for each other, and their order would be left to chance.</summary>
    private static IEnumerable<IEnumerable<WorkRow>> Queues(IReadOnlyList<WorkRow> rows) =>
        rows.GroupBy(row => row.InstanceId ?? row.Id.ToString(CultureInfo.InvariantCulture));

    private async ValueTask RunQueueAsync(IEnumerable<WorkRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            await RunRowAsync(row, cancellationToken);
    }

    private async ValueTask RunRowAsync(WorkRow row, CancellationToken cancellationToken)
    {
        if (row.Kind is WorkKind.Start or WorkKind.Continue && row.Attempt > options.Limits.Attempts)
        {
            // Kept and tried again at each lease: there is no activity yet that could carry an incident, and nothing may be lost.
            logger.LogError("AW1021 Work row {Id} ({Kind}) has failed {Attempts} times.", row.Id, row.Kind, row.Attempt - 1);
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var runtime = scope.ServiceProvider.GetRequiredService<WorkflowRuntime>();
            try
            {
                await runtime.RunWorkAsync(row, cancellationToken);
            }
            catch (Exception exception) when (row.Kind == WorkKind.Start && NeverStarts(row, exception))
            {
                logger.LogWarning(exception, "AW1023 Work row {Id} starts nothing.", row.Id);
                await runtime.DropStartAsync(row, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The lease runs out and another claim takes the row; nothing was written.
        }
        catch (InstanceBusyException)
        {
            // Somebody works on the instance right now; the row comes back when its lease ends.
            logger.LogDebug("Work row {Id} waits for its instance.", row.Id);
        }
        catch (Exception exception)
        {
            // One row's failure never strands the rest of its batch.
            logger.LogError(exception, "AW1022 Work row {Id} ({Kind}, attempt {Attempt}) failed and was rolled back.", row.Id, row.Kind, row.Attempt);
        }
    }

    /// <summary>A firing that its strategy does not allow is skipped, and a parent need not wait for a child that cannot be. Starts that a caller was promised stay.</summary>
    private bool NeverStarts(WorkRow row, Exception exception) => QueuedStart.IsByTriggerOrParent(row.Payload)
        && (exception is SingletonAlreadyRunningException || (exception is WorkflowDefinitionNotFoundException && row.Attempt >= options.Limits.Attempts));

    private async Task<TimeSpan> UntilNextAsync(WorkLane lane, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().NextDueAsync(lane, cancellationToken);
        return next is { } due && due < Poll ? (due > TimeSpan.Zero ? due : TimeSpan.FromMilliseconds(1)) : Poll;
    }

    private static int BatchOf(WorkLane lane) => lane == WorkLane.Interactive ? 20 : 100;

    private static int WorkersOf(WorkLane lane) => lane is WorkLane.Interactive or WorkLane.Timer ? 4 : 2;
}
