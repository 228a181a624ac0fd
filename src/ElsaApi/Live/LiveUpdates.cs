using System.Collections.Concurrent;
using System.Threading.Channels;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AidWorkflows.ElsaApi.Live;

/// <summary>
/// Tells viewers what bursts have committed. Bursts of this process are heard of at once; those of other nodes by a look at the
/// row versions of the few instances that somebody watches.
/// </summary>
internal sealed class LiveUpdates(InstanceChanges changes, IServiceScopeFactory scopes, IHubContext<WorkflowInstanceHub> hub, TimeProvider time, ILogger<LiveUpdates> log)
    : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Connection, string Instance), byte> observers = new();
    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);

    // A viewer that misses one of many notices still gets the newest counts with the next.
    private readonly Channel<string> pending = Channel.CreateBounded<string>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Observe(string connectionId, string instanceId) => observers[(connectionId, instanceId)] = 0;

    public void Leave(string connectionId)
    {
        foreach (var key in observers.Keys.Where(key => key.Connection == connectionId))
            observers.TryRemove(key, out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Listen(Note);
        await Task.WhenAll(SendAsync(stoppingToken), LookAsync(stoppingToken));
    }

    /// <summary>On the thread of the burst, so it only writes down what to do.</summary>
    private void Note(InstanceChange change)
    {
        if (!observers.IsEmpty && observers.Keys.Any(key => key.Instance == change.Header.Id))
            pending.Writer.TryWrite(change.Header.Id);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await foreach (var instanceId in pending.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var stats = await scope.ServiceProvider.GetRequiredService<ActivityExecutionHistory>().StatsAsync(instanceId, null, cancellationToken);
                var group = hub.Clients.Group(instanceId);
                await group.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, cancellationToken);
                await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellationToken);
                await group.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId }, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(exception, "AW1501 Viewers of instance {Instance} were not told of a change; they see it when they look again.", instanceId);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await LookOnceAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(exception, "AW1502 The watched instances could not be looked up; trying again in {Interval}.", LookInterval);
            }
        }
    }

    private async Task LookOnceAsync(CancellationToken cancellationToken)
    {
        var watched = observers.Keys.Select(key => key.Instance).Distinct().ToList();
        foreach (var gone in seen.Keys.Except(watched).ToList())
            seen.Remove(gone);
        if (watched.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<AidDbContext>().Instances.AsNoTracking().Where(instance => watched.Contains(instance.Id))
            .Select(instance => new { instance.Id, instance.RowVersion }).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (seen.TryGetValue(row.Id, out var version) && version != row.RowVersion)
                pending.Writer.TryWrite(row.Id);
            seen[row.Id] = row.RowVersion;
        }
    }
}
