using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Papers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Papers;

/// <summary>Which documents a case has to bring, by its latest assessment, and how each of them stands.</summary>
public static class PaperNeeds
{
    public static async Task<IReadOnlyList<NeededPaper>> ReadAsync(AidDbContext db, Guid caseId, DateOnly today, CancellationToken cancellationToken)
    {
        var assessment = await db.Set<CaseAssessment>().AsNoTracking().Where(candidate => candidate.CaseId == caseId)
            .OrderByDescending(candidate => candidate.Number).FirstOrDefaultAsync(cancellationToken);
        if (assessment?.Read().RequiredDocuments is not { Count: > 0 } needs)
            return [];

        var attachments = await db.Set<Attachment>().AsNoTracking().Where(attachment => attachment.CaseId == caseId && attachment.Need != null).ToListAsync(cancellationToken);
        var deferrals = await db.Set<PaperDeferral>().AsNoTracking().Where(deferral => deferral.CaseId == caseId).ToListAsync(cancellationToken);
        return NeededPaper.Of(needs, attachments, deferrals, today);
    }
}
