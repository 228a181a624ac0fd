using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Data;

/// <summary>Brings the database to this program's model at start-up.</summary>
public sealed class DatabaseMigration(IServiceScopeFactory scopes)
{
    /// <summary>Any fixed number; all nodes must use the same.</summary>
    private const long AdvisoryLock = 0x41_49_44_57_46;

    /// <summary>The lock file keeps other processes from a SQLite database; this keeps the hosts of one process apart.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Several nodes may start at once: on PostgreSQL one migrates and the others wait for it.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        if (context.Database.IsSqlite())
            await MigrateSqliteAsync(context, cancellationToken);
        else
            await MigratePostgreSqlAsync(context, cancellationToken);
    }

    private static async Task MigrateSqliteAsync(AidDbContext context, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            // EF's own lock is a table, which a killed process leaves behind for ever. The lock file already keeps others out.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task MigratePostgreSqlAsync(AidDbContext context, CancellationToken cancellationToken)
    {
        // The lock belongs to the session, so the connection stays open for the whole time.
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({AdvisoryLock})", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            // Harmless without the lock; a broken connection has lost it anyway.
            if (context.Database.GetDbConnection().State == ConnectionState.Open)
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
            await context.Database.CloseConnectionAsync();
        }
    }
}
