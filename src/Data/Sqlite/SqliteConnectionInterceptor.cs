using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AidWorkflows.Data.Sqlite;

/// <summary>What SQLite forgets with each connection.</summary>
internal sealed class SqliteConnectionInterceptor(SqliteDatabaseFile file) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => file.Prepare(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls; its provider's async methods run synchronously too.
        file.Prepare(connection);
        return Task.CompletedTask;
    }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        file.Claim();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        file.Claim();
        return ValueTask.FromResult(result);
    }
}
