using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Papers;

/// <summary>
/// Gives out the numbers of documents without gaps: the counter's row is changed in the transaction that makes the document, so a
/// document that is not made gives its number back. Who asks for the same union, kind and year waits until that transaction has ended.
/// </summary>
public static class PaperNumbers
{
    public static async Task<int> NextAsync(AidDbContext db, Guid organisationId, string word, int year, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A document's number belongs to the transaction that makes the document.");

        var last = await db.Database
            .SqlQuery<int>(
                $"""
                INSERT INTO paper_counters (organisation_id, word, year, last) VALUES ({organisationId}, {word}, {year}, 1)
                ON CONFLICT (organisation_id, word, year) DO UPDATE SET last = paper_counters.last + 1
                RETURNING last
                """)
            .ToListAsync(cancellationToken);
        return last[0];
    }
}
