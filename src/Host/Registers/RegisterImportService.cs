using System.Collections.Concurrent;
using AidWorkflows.Data;
using AidWorkflows.Domain.Registers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Registers;

/// <summary>Runs started imports in the background of this node. What it does not finish says of itself that it was interrupted.</summary>
internal sealed class RegisterImportService(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<RegisterImportService> log) : IHostedService
{
    private readonly ConcurrentDictionary<Guid, Task> running = new();

    public void Begin(Guid importId)
    {
        foreach (var (finished, _) in running.Where(pair => pair.Value.IsCompleted))
            running.TryRemove(finished, out _);
        running[importId] = Task.Run(() => RunAsync(importId), CancellationToken.None);
    }

    /// <summary>Ends when the import has ended on this node.</summary>
    public Task WhenEnded(Guid importId) => running.GetValueOrDefault(importId) ?? Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Batches in flight end and are kept.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(running.Values).WaitAsync(cancellationToken);

    private async Task RunAsync(Guid importId)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RegisterImportRunner>().RunAsync(importId, lifetime.ApplicationStopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The exception may quote a row, so only its kind is told.
            log.LogError("AW3204 Import {ImportId} stopped: {Kind}. What was read is kept; continue or remove it.", importId, e.GetType().Name);
            await InterruptAsync(importId);
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
