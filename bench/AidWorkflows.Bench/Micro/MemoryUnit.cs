using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;

namespace AidWorkflows.Bench.Micro;

/// <summary>A unit without a database: what is measured with it is the engine alone.</summary>
internal sealed class MemoryUnit(DateTimeOffset now) : IWorkflowUnit, IServiceProvider
{
    public DateTimeOffset Now => now;

    public IServiceProvider Services => this;

    public object? GetService(Type serviceType) => null;

    public ValueTask<StoredInstance?> LockAsync(string instanceId, bool skipLocked, CancellationToken cancellationToken) => new((StoredInstance?)null);

    public ValueTask<string?> FindInstanceOfBookmarkAsync(string bookmarkId, CancellationToken cancellationToken) => new((string?)null);

    public ValueTask<bool> ConsumeBookmarkAsync(string instanceId, string bookmarkId, CancellationToken cancellationToken) => new(true);

    public ValueTask<bool> ConsumeWorkAsync(long workId, Guid leaseToken, CancellationToken cancellationToken) => new(true);

    public ValueTask<IReadOnlyList<QueuedResume>> QueueResumesAsync(StimulusFilter filter, string? payload, CancellationToken cancellationToken) => new([]);

    public ValueTask KeepEventAsync(StimulusFilter filter, string? payload, TimeSpan lifetime, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<FoundTrigger>> FindTriggersAsync(string kind, string keyHash, CancellationToken cancellationToken) => new([]);

    public ValueTask QueueAsync(IReadOnlyList<NewWork> work, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask QueueChildCancelsAsync(string instanceId, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask SaveDomainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RollbackDomainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CommitAsync(BurstChanges? changes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
