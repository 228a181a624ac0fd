using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Workflows;

/// <summary>Answers to writes with an Idempotency-Key whose time is over.</summary>
public static class IdempotencyTable
{
    /// <summary>
    /// Deletes the answers that nobody can ask for any more, about <paramref name="batch"/> in each transaction, so that no write
    /// waits long for a sweep. Returns how many.
    /// </summary>
    public static async Task<int> DropExpiredAnswersAsync(this AidDbContext db, DateTimeOffset now, int batch, CancellationToken cancellationToken)
    {
        var dropped = 0;
        while (await DropSomeAsync(db, now, batch, cancellationToken) is > 0 and var some)
            dropped += some;
        return dropped;
    }

    /// <summary>The oldest ones; more than the batch only where times are equal.</summary>
    internal static async Task<int> DropSomeAsync(AidDbContext db, DateTimeOffset now, int batch, CancellationToken cancellationToken)
    {
        var last = await db.IdempotentRequests.Where(row => row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt).Skip(batch - 1)
            .Select(row => (DateTimeOffset?)row.ExpiresAt).FirstOrDefaultAsync(cancellationToken);
        var until = last ?? now;
        return await db.IdempotentRequests.Where(row => row.ExpiresAt <= until).ExecuteDeleteAsync(cancellationToken);
    }
}
