using System.Data.Common;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AidWorkflows.Data.Workflows;

/// <summary>The engine's database, on the scope's context so that domain rows commit with the burst.</summary>
public sealed class WorkflowStore : IWorkflowStore
{
    private static readonly UnitRequest Nothing = new();

    private readonly AidDbContext context;
    private readonly WorkflowDialect dialect;
    private readonly WorkSignal signal;
    private readonly IServiceProvider services;

    internal WorkflowStore(AidDbContext context, WorkflowDialect dialect, WorkSignal signal, IServiceProvider services)
    {
        this.context = context;
        this.dialect = dialect;
        this.signal = signal;
        this.services = services;
    }

    public async ValueTask<IWorkflowUnit> BeginAsync(CancellationToken cancellationToken) => (await BeginAsync(Nothing, cancellationToken)).Unit;

    public async ValueTask<OpenedUnit> BeginAsync(UnitRequest request, CancellationToken cancellationToken)
    {
        // A failed save always ends the whole unit, so EF need not set a savepoint of its own around each.
        context.Database.AutoSavepointsEnabled = false;
        var transaction = await context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);
        try
        {
            var unit = new WorkflowUnit(context, dialect, signal, services, transaction);
            var found = await unit.OpenAsync(request, cancellationToken);
            return new OpenedUnit(unit, found.Instance, found.BookmarkIsOpen, found.WorkConsumed, found.PublishedVersionId);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<string?> FindPublishedVersionAsync(string definitionId, CancellationToken cancellationToken) =>
        await context.DefinitionVersions
            .Where(version => version.DefinitionId == definitionId && version.IsPublished)
            .Select(version => version.Id)
            .SingleOrDefaultAsync(cancellationToken);

    public async ValueTask<string?> ReadDefinitionAsync(string versionId, CancellationToken cancellationToken) =>
        await context.DefinitionVersions
            .Where(version => version.Id == versionId)
            .Select(version => version.Content)
            .SingleOrDefaultAsync(cancellationToken);

    public async ValueTask<string?> FindNestedVersionAsync(WorkflowReference reference, CancellationToken cancellationToken) =>
        await NestedVersions.FindAsync(context, reference, cancellationToken);

    public async ValueTask<int> FireDueTriggersAsync(int count, CancellationToken cancellationToken)
    {
        var due = await dialect.FindDueTriggersAsync(count, cancellationToken);
        var fired = 0;
        foreach (var id in due)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);
            if (!await FireAsync(transaction.GetDbTransaction(), id, cancellationToken))
                continue;
            await transaction.CommitAsync(CancellationToken.None);
            fired++;
        }

        if (fired > 0)
            signal.Hint(WorkLane.Timer);
        return fired;
    }

    private async Task<bool> FireAsync(DbTransaction transaction, string triggerId, CancellationToken cancellationToken)
    {
        var now = await dialect.NowAsync(transaction, cancellationToken);
        var row = await context.Triggers.AsNoTracking().SingleOrDefaultAsync(trigger => trigger.Id == triggerId, cancellationToken);
        if (row?.NextFireAt is not { } scheduled || scheduled > now)
            return false;
        DateTimeOffset? next;
        try
        {
            next = TriggerSchedule.Next(TriggerTable.SpecOf(row), services.GetService<CronSchedule>(), scheduled, now);
        }
        catch (FormatException)
        {
            // Checked when it was published, so the row was damaged since. It fires this once and holds up no other.
            next = null;
        }

        // Another node that fired it first has moved the time on.
        var moved = await context.Triggers.Where(trigger => trigger.Id == triggerId && trigger.NextFireAt == scheduled)
            .ExecuteUpdateAsync(set => set.SetProperty(trigger => trigger.NextFireAt, next), cancellationToken);
        if (moved == 0)
            return false;
        await dialect.InsertWorkAsync(transaction, [TriggeredStarts.OfClock(row.Id, new FoundTrigger(row.DefinitionId, row.VersionId, row.ActivityId), scheduled)], now, cancellationToken);
        return true;
    }

    public async ValueTask<int> DeliverKeptEventsAsync(CancellationToken cancellationToken)
    {
        if (!await context.Events.AnyAsync(cancellationToken))
            return 0;
        await using (var housekeeping = await BeginAsync(cancellationToken))
        {
            await EventTable.DropExpiredAsync(context, housekeeping.Now, cancellationToken);
            await housekeeping.CommitAsync(null, cancellationToken);
        }

        var delivered = 0;
        foreach (var kept in await EventTable.FindMissedAsync(context, cancellationToken))
        {
            await using var unit = await BeginAsync(cancellationToken);
            var filter = new StimulusFilter(kept.Kind, kept.KeyHash, kept.InstanceId, kept.CorrelationId);
            if (!await EventTable.UseUpAsync(context, kept.Id, cancellationToken) || (await unit.QueueResumesAsync(filter, kept.Payload, cancellationToken)).Count == 0)
                continue;
            await unit.CommitAsync(null, cancellationToken);
            delivered++;
        }

        return delivered;
    }

    public async ValueTask<IReadOnlyList<WorkRow>> ClaimWorkAsync(WorkLane lane, int count, TimeSpan lease, CancellationToken cancellationToken) =>
        await dialect.ClaimAsync(lane, count, lease, cancellationToken);

    public async ValueTask<TimeSpan?> NextDueAsync(WorkLane lane, CancellationToken cancellationToken) =>
        await dialect.NextDueAsync(lane, cancellationToken);

    /// <summary>
    /// Deletes an instance with everything that hangs on it; false when there is none. A burst that waits for the row's lock
    /// finds nothing afterwards, so a deleted instance never comes back.
    /// </summary>
    public async Task<bool> DeleteInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        await RequireDeletableAsync(instanceId, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);
        var deleted = await context.Instances.Where(instance => instance.Id == instanceId).ExecuteDeleteAsync(cancellationToken);
        await context.Work.Where(work => work.InstanceId == instanceId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return deleted == 1;
    }

    /// <summary>Refuses when a case needs the instance, running or not.</summary>
    public async Task RequireDeletableAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await context.FindCaseOfInstanceAsync(instanceId, cancellationToken) is { } found)
            throw new InstanceInUseException(instanceId, found.CaseNumber);
    }

    /// <summary>Would the same burst, run again from the start, probably succeed?</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        // 40001 serialization failure and 40P01 deadlock are in Npgsql's list, as are lost connections and a server shutting down.
        NpgsqlException npgsql => npgsql.IsTransient,
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED,
        { InnerException: { } inner } => IsTransient(inner),
        _ => false,
    };
}
