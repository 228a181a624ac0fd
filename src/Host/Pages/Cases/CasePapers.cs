using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Papers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

/// <summary>What a case still has to bring (S-042), for everybody who decides about it.</summary>
internal sealed record CasePapers(string CaseNumber, IReadOnlyList<NeededPaper> Lacking, int Documents)
{
    public static async Task<CasePapers> ReadAsync(AidDbContext db, Guid caseId, string caseNumber, TimeProvider clock) => new(
        caseNumber,
        [.. (await PaperNeeds.ReadAsync(db, caseId, ChinaTime.Today(clock), CancellationToken.None)).Where(paper => !paper.IsHere)],
        await db.Set<ProducedPaper>().CountAsync(paper => paper.CaseId == caseId));
}
