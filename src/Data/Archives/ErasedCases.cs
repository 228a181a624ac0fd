using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Archives;

/// <summary>Keeps new personal data out of cases that were destroyed with their archive.</summary>
public static class ErasedCases
{
    /// <summary>
    /// Within a transaction it keeps a destruction away until the end of that: the destruction changes the row of each case before it
    /// deletes what belongs to it. SQLite has one writer anyway.
    /// </summary>
    /// <exception cref="RuleViolationException">archive-erased.</exception>
    public static async Task RequireDataAsync(AidDbContext db, Guid caseId, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM aid_cases WHERE id = {caseId} FOR SHARE", cancellationToken);
        var erased = await db.Set<HouseholdArchive>().AsNoTracking()
            .Where(archive => archive.ErasedAt != null && (archive.CaseId == caseId || db.Set<AidCase>().Any(aidCase => aidCase.Id == caseId && aidCase.ArchiveId == archive.Id)))
            .FirstOrDefaultAsync(cancellationToken);
        erased?.RequireData();
    }
}
