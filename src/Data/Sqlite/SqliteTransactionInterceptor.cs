using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AidWorkflows.Data.Sqlite;

/// <summary>
/// Every EF transaction passes the write gate. It begins the transaction itself, so that a failing BEGIN gives the gate back:
/// EF reports no event for that.
/// </summary>
internal sealed class SqliteTransactionInterceptor(SqliteWriteGate gate) : DbTransactionInterceptor
{
    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        var pass = gate.Enter();
        try
        {
            return Begun(connection.BeginTransaction(eventData.IsolationLevel), pass);
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        var pass = await gate.EnterAsync(cancellationToken);
        try
        {
            return Begun(await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken), pass);
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    private static InterceptionResult<DbTransaction> Begun(DbTransaction transaction, SqliteWriteGate.Pass pass)
    {
        SqliteWriteGate.Attach(transaction, pass);
        return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
    }
}
