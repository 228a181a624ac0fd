using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Cases;

/// <summary>
/// Gives out the numbers of cases, archives and batches of payments, one statement and one commit each. A number whose case is
/// refused afterwards stays unused: numbers are unique and rising, not gap-free, because a gap-free counter would make every intake
/// of the county wait for the one before.
/// </summary>
public sealed class CaseNumbers(AidDbContext db)
{
    public Task<string> NextAsync(int year, CancellationToken cancellationToken) => NextAsync("AW", year, cancellationToken);

    public Task<string> NextArchiveAsync(int year, CancellationToken cancellationToken) => NextAsync("DA", year, cancellationToken);

    public Task<string> NextBatchAsync(int year, CancellationToken cancellationToken) => NextAsync("FF", year, cancellationToken);

    private async Task<string> NextAsync(string series, int year, CancellationToken cancellationToken)
    {
        var last = await db.Database
            .SqlQuery<int>(
                $"""
                INSERT INTO number_counters (series, year, last) VALUES ({series}, {year}, 1)
                ON CONFLICT (series, year) DO UPDATE SET last = number_counters.last + 1
                RETURNING last
                """)
            .ToListAsync(cancellationToken);
        return $"{series}-{year:0000}-{last[0]:000000}";
    }
}
