using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Host.Languages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

/// <summary>What the procedure has brought about in a case: its archive, its public notice, its letters.</summary>
internal sealed record CaseProcedure(HouseholdArchive? Archive, Notice? Notice, IReadOnlyList<Letter> Letters, LetterWords Words)
{
    public static async Task<CaseProcedure> ReadAsync(AidDbContext db, AidCase aidCase, LetterWords words) => new(
        await db.Set<HouseholdArchive>().AsNoTracking().SingleOrDefaultAsync(archive => archive.Id == aidCase.ArchiveId),
        await db.Set<Notice>().AsNoTracking().Where(notice => notice.CaseId == aidCase.Id).OrderByDescending(notice => notice.StateSince).FirstOrDefaultAsync(),
        await db.Set<Letter>().AsNoTracking().Where(letter => letter.CaseId == aidCase.Id).OrderBy(letter => letter.WrittenAt).ToListAsync(),
        words);
}
