using System.Collections.Concurrent;
using System.Threading.Channels;
using AidWorkflows.Data;
using AidWorkflows.Domain.Registers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Registers;

/// <summary>Runs started imports in the background of this node. What it does not finish says of itself that it was interrupted.</summary>
internal sealed class RegisterImportService(IServiceScopeFactory scopes, ILogger<RegisterImportService> log) : BackgroundService
{
    private readonly Channel<Guid> started = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, Task> running = new();

    public void Begin(Guid importId) => started.Writer.TryWrite(importId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var importId in started.Reader.ReadAllAsync(stoppingToken))
                running[importId] = Task.Run(() => RunAsync(importId, stoppingToken), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The batches in flight end and are kept.
        }

        await Task.WhenAll(running.Values);
    }

    private async Task RunAsync(Guid importId, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RegisterImportRunner>().RunAsync(importId, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The exception may quote a row, so only its kind is told.
            log.LogError("AW3204 Import {ImportId} stopped: {Kind}. What was read is kept; continue or remove it.", importId, e.GetType().Name);
            await InterruptAsync(importId);
        }
        finally
        {
            running.TryRemove(importId, out _);
        }
    }

    private async Task InterruptAsync(Guid importId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        await db.Set<RegisterImport>().Where(import => import.Id == importId && import.Status == RegisterImportStatus.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(import => import.Status, RegisterImportStatus.Interrupted).SetProperty(import => import.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
    }
}
