using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AidWorkflows.Data.Conventions;

/// <summary>
/// Two writers of one ledger may meet at its next line before they meet at its row version. Both mean the same: somebody was faster, and
/// another look at fresh rows decides.
/// </summary>
public static class LostRaces
{
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    /// <exception cref="DbUpdateConcurrencyException">Another writer was faster.</exception>
    public static async Task SaveLedgerAsync(this AidDbContext db, Func<Task> save)
    {
        try
        {
            await save();
        }
        catch (DbUpdateException exception) when (IsLostRace(exception))
        {
            db.ChangeTracker.Clear();
            throw new DbUpdateConcurrencyException("Another writer was faster.", exception);
        }
    }

    private static bool IsLostRace(DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        _ => false,
    };
}
