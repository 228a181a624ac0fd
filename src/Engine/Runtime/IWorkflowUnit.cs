using AidWorkflows.Engine.Triggers;

namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// One open transaction of one burst. Dispose without commit rolls everything back, the domain rows included.
/// Lock order: the instance row first, then anything else; a unit never locks two instances.
/// </summary>
public interface IWorkflowUnit : IAsyncDisposable
{
    /// <summary>The database's time plus the simulated offset, read once when the transaction opened.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The services of the scope whose database context is in this transaction; activities use it for domain rows.</summary>
    IServiceProvider Services { get; }

    /// <summary>
    /// Locks the instance row and reads it with its state and bookmarks. Null when it does not exist.
    /// Throws <see cref="InstanceBusyException"/> when the lock is not free within 5 s (or at once when <paramref name="skipLocked"/>).
    /// </summary>
    ValueTask<StoredInstance?> LockAsync(string instanceId, bool skipLocked, CancellationToken cancellationToken);

    /// <summary>Which instance waits on this bookmark; a plain read, to be confirmed under the lock.</summary>
    ValueTask<string?> FindInstanceOfBookmarkAsync(string bookmarkId, CancellationToken cancellationToken);

    /// <summary>Deletes the stimulus row; false when it was already consumed (0 rows). Only under the instance lock.</summary>
    ValueTask<bool> ConsumeBookmarkAsync(string instanceId, string bookmarkId, CancellationToken cancellationToken);

    /// <summary>Deletes a claimed work row; false when it is gone or the lease is no longer ours.</summary>
    ValueTask<bool> ConsumeWorkAsync(long workId, Guid leaseToken, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts one Resume work row for each bookmark of this kind and key (narrowed by instance or correlation id when given)
    /// and returns their ids with the instance each belongs to. No burst runs inside the publisher.
    /// </summary>
    ValueTask<IReadOnlyList<QueuedResume>> QueueResumesAsync(StimulusFilter filter, string? payload, CancellationToken cancellationToken);

    /// <summary>Keeps an event that nobody waits for; the commit that makes a matching bookmark uses it up, if that comes within the lifetime.</summary>
    ValueTask KeepEventAsync(StimulusFilter filter, string? payload, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>The published triggers of this kind and key.</summary>
    ValueTask<IReadOnlyList<FoundTrigger>> FindTriggersAsync(string kind, string keyHash, CancellationToken cancellationToken);

    /// <summary>Inserts work rows outside of a burst's own changes.</summary>
    ValueTask QueueAsync(IReadOnlyList<NewWork> work, CancellationToken cancellationToken);

    /// <summary>Takes back the children that the instance has queued, and queues a cancellation for each that exists and has not ended well.</summary>
    ValueTask QueueChildCancelsAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Writes the scope's tracked domain rows so far and sets a savepoint behind them.</summary>
    ValueTask SaveDomainAsync(CancellationToken cancellationToken);

    /// <summary>Takes back the domain rows written or tracked since <see cref="SaveDomainAsync"/>: the activity that made them has faulted.</summary>
    ValueTask RollbackDomainAsync(CancellationToken cancellationToken);

    /// <summary>Writes the changes, saves the scope's tracked domain rows, and commits. One instance per call, and the new ones that it started.</summary>
    /// <exception cref="StaleInstanceException">The instance's version is not the one that was read.</exception>
    ValueTask CommitAsync(BurstChanges? changes, CancellationToken cancellationToken);
}

/// <summary>Which bookmarks an event is for. Ids are null when they do not narrow the search.</summary>
public sealed record StimulusFilter(string Kind, string KeyHash, string? InstanceId, string? CorrelationId);

/// <summary>A resume that was queued by an event.</summary>
public sealed record QueuedResume(long WorkId, string InstanceId, string BookmarkId);
