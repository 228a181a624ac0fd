using System.Data.Common;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AidWorkflows.Data.Workflows;

/// <summary>One burst's transaction on the scope's own context.</summary>
internal sealed class WorkflowUnit : IWorkflowUnit
{
    private const string Savepoint = "aid_domain";

    private readonly AidDbContext context;
    private readonly WorkflowDialect dialect;
    private readonly WorkSignal signal;
    private readonly IDbContextTransaction transaction;
    private readonly DbTransaction dbTransaction;
    private readonly HashSet<WorkLane> lanesWithWork = [];
    private string? resumed;
    private bool hasSavepoint;
    private bool committed;

    internal WorkflowUnit(AidDbContext context, WorkflowDialect dialect, WorkSignal signal, IServiceProvider services, IDbContextTransaction transaction)
    {
        this.context = context;
        this.dialect = dialect;
        this.signal = signal;
        this.transaction = transaction;
        dbTransaction = transaction.GetDbTransaction();
        Services = services;
    }

    public DateTimeOffset Now { get; private set; }

    public IServiceProvider Services { get; }

    internal async Task<OpeningRows> OpenAsync(UnitRequest request, CancellationToken cancellationToken)
    {
        var found = await dialect.OpenAsync(dbTransaction, request, cancellationToken);
        Now = found.Now;
        resumed = request.BookmarkId;
        return found;
    }

    public async ValueTask<StoredInstance?> LockAsync(string instanceId, bool skipLocked, CancellationToken cancellationToken) =>
        await dialect.LockAsync(dbTransaction, instanceId, skipLocked, cancellationToken);

    public async ValueTask<string?> FindInstanceOfBookmarkAsync(string bookmarkId, CancellationToken cancellationToken) =>
        await dialect.FindInstanceOfBookmarkAsync(dbTransaction, bookmarkId, cancellationToken);

    public async ValueTask<bool> ConsumeBookmarkAsync(string instanceId, string bookmarkId, CancellationToken cancellationToken) =>
        await dialect.ConsumeBookmarkAsync(dbTransaction, instanceId, bookmarkId, cancellationToken);

    public async ValueTask<bool> ConsumeWorkAsync(long workId, Guid leaseToken, CancellationToken cancellationToken) =>
        await dialect.ConsumeWorkAsync(dbTransaction, workId, leaseToken, cancellationToken);

    public async ValueTask<IReadOnlyList<QueuedResume>> QueueResumesAsync(StimulusFilter filter, string? payload, CancellationToken cancellationToken)
    {
        var queued = await dialect.QueueResumesAsync(dbTransaction, filter, payload, Now, cancellationToken);
        if (queued.Count > 0)
            lanesWithWork.UnionWith([WorkLane.Interactive, WorkLane.Bulk]);
        return queued;
    }

    public async ValueTask KeepEventAsync(StimulusFilter filter, string? payload, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await dialect.KeepEventAsync(dbTransaction, filter, payload, Now + lifetime, cancellationToken);

    public async ValueTask<IReadOnlyList<FoundTrigger>> FindTriggersAsync(string kind, string keyHash, CancellationToken cancellationToken) =>
        await context.Triggers.Where(row => row.Kind == kind && row.KeyHash == keyHash).OrderBy(row => row.Id)
            .Select(row => new FoundTrigger(row.DefinitionId, row.VersionId, row.ActivityId)).ToListAsync(cancellationToken);

    public async ValueTask QueueAsync(IReadOnlyList<NewWork> work, CancellationToken cancellationToken)
    {
        if (work.Count == 0)
            return;
        await dialect.InsertWorkAsync(dbTransaction, work, Now, cancellationToken);
        HintAt(work);
    }

    public async ValueTask QueueChildCancelsAsync(string instanceId, CancellationToken cancellationToken)
    {
        await dialect.QueueChildCancelsAsync(dbTransaction, instanceId, Now, cancellationToken);
        lanesWithWork.Add(WorkLane.Child);
    }

    public async ValueTask SaveDomainAsync(CancellationToken cancellationToken)
    {
        if (context.ChangeTracker.HasChanges())
            await context.SaveChangesAsync(cancellationToken);
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        hasSavepoint = true;
    }

    public async ValueTask RollbackDomainAsync(CancellationToken cancellationToken)
    {
        // What was saved before the savepoint stays in the database; its entities are read again by whoever needs them.
        context.ChangeTracker.Clear();
        if (hasSavepoint)
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
    }

    public async ValueTask CommitAsync(BurstChanges? changes, CancellationToken cancellationToken)
    {
        var hasDomainRows = context.ChangeTracker.HasChanges();
        var early = changes is null ? [] : await EventTable.TakeAsync(context, changes, Now, cancellationToken);
        var commitsWithWrites = dialect.CommitsWithWrites && changes is { Started.Count: 0 } && !hasDomainRows && early.Count == 0;

        // The engine's rows first: domain rows may refer to the instance, which a start creates here.
        if (changes is not null)
            await WriteAsync(changes, commitsWithWrites, cancellationToken);
        await QueueAsync(early, cancellationToken);
        if (hasDomainRows)
            await context.SaveChangesAsync(cancellationToken);

        // Not cancellable: a token that fires during COMMIT would leave the caller not knowing what happened.
        if (!commitsWithWrites)
            await transaction.CommitAsync(CancellationToken.None);
        committed = true;
        await transaction.DisposeAsync();
        foreach (var lane in lanesWithWork)
            signal.Hint(lane);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();

        // What the failed burst changed must not slip into the scope's next unit.
        if (!committed)
            context.ChangeTracker.Clear();
    }

    private async Task WriteAsync(BurstChanges changes, bool commit, CancellationToken cancellationToken)
    {
        // When a bookmark goes, its work rows are found through their instance.
        if (changes.AddedWork.FirstOrDefault(work => work.BookmarkId is not null && work.InstanceId is null) is { } lost)
            throw new ArgumentException($"AW1004 The work row for bookmark {lost.BookmarkId} does not say which instance it belongs to.", nameof(changes));

        try
        {
            if (!await dialect.WriteAsync(dbTransaction, new UnitWrite(changes, Now, resumed, commit), cancellationToken))
                throw new StaleInstanceException(changes.Header.Id);
        }
        catch (DbException exception) when (changes.Header.SingletonKey is { } key && dialect.IsSingletonViolation(exception))
        {
            throw new SingletonAlreadyRunningException(changes.Header.DefinitionId, key);
        }

        HintAt(changes.AddedWork);
        foreach (var started in changes.Started)
            await WriteAsync(started, commit: false, cancellationToken);
    }

    private void HintAt(IEnumerable<NewWork> work) =>
        lanesWithWork.UnionWith(work.Where(row => row.VisibleAt is null || row.VisibleAt <= Now).Select(row => row.Lane));
}
