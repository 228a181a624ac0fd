using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AidWorkflows.Data.Sqlite;

/// <summary>A single statement outside a transaction (ExecuteUpdate, ExecuteDelete, raw SQL) is a writer too.</summary>
internal sealed class SqliteCommandInterceptor(SqliteWriteGate gate) : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (result.HasResult || command.Transaction is not null)
            return result;
        using var pass = gate.Enter();
        return InterceptionResult<int>.SuppressWithResult(command.ExecuteNonQuery());
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (result.HasResult || command.Transaction is not null)
            return result;
        using var pass = await gate.EnterAsync(cancellationToken);
        return InterceptionResult<int>.SuppressWithResult(await command.ExecuteNonQueryAsync(cancellationToken));
    }
}
