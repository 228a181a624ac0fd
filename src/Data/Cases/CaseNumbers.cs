using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Cases;

/// <summary>
/// Gives out case numbers, one statement and one commit each. A number whose case is refused afterwards stays unused: numbers are
/// unique and rising, not gap-free, because a gap-free counter would make every intake of the county wait for the one before.
/// </summary>
public sealed class CaseNumbers(AidDbContext db)
{
    public async Task<string> NextAsync(int year, CancellationToken cancellationToken)
    {
        var last = await db.Database
            .SqlQuery<int>(
                $"""
                INSERT INTO case_number_counters (year, last) VALUES ({year}, 1)
                ON CONFLICT (year) DO UPDATE SET last = case_number_counters.last + 1
                RETURNING last
                """)
            .ToListAsync(cancellationToken);
        return $"AW-{year:0000}-{last[0]:000000}";
    }
}
