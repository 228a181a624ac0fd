using AidWorkflows.Engine.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AidWorkflows.Data.Workflows;

/// <summary>The engine's database, on the scope's context so that domain rows commit with the burst.</summary>
public sealed class WorkflowStore : IWorkflowStore
{
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

    public async ValueTask<IWorkflowUnit> BeginAsync(CancellationToken cancellationToken)
    {
        // A failed save always ends the whole unit, so EF need not set a savepoint of its own around each.
        context.Database.AutoSavepointsEnabled = false;
        var transaction = await context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);
        try
        {
            var unit = new WorkflowUnit(context, dialect, signal, services, transaction);
            await unit.OpenAsync(cancellationToken);
            return unit;
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
        await using var transaction = await context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);
        var deleted = await context.Instances.Where(instance => instance.Id == instanceId).ExecuteDeleteAsync(cancellationToken);
        await context.Work.Where(work => work.InstanceId == instanceId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return deleted == 1;
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
