using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Data.Registers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Registers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Registers;

/// <summary>
/// Reads the rows of one import in batches. Each batch is one commit with the number of rows read, so that whoever goes on after a stop
/// knows exactly where.
/// </summary>
internal sealed class RegisterImportRunner(AidDbContext db, FieldProtector protector, TimeProvider clock)
{
    public const int BatchRows = 1000;

    /// <summary>More are counted but not listed; such a file is wrong as a whole.</summary>
    public const int MostErrors = 2000;

    public async Task RunAsync(Guid importId, CancellationToken stopping)
    {
        var file = await db.Set<RegisterFileContent>().AsNoTracking().SingleOrDefaultAsync(content => content.ImportId == importId, stopping);
        if (file is null)
            return;

        // A thousand new rows need no search for changes; the one changed row is told by itself.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var sheet = RegisterFiles.Open(protector, file);
        var import = await db.Set<RegisterImport>().AsNoTracking().SingleAsync(candidate => candidate.Id == importId, stopping);
        var listed = await db.Set<RegisterImportError>().CountAsync(error => error.ImportId == importId, stopping);
        foreach (var batch in sheet.Rows().Skip(import.RowsRead).Chunk(BatchRows))
        {
            if (stopping.IsCancellationRequested)
            {
                await InterruptAsync(importId);
                return;
            }

            if (await KeepAsync(importId, batch, listed) is not { } more)
                return;

            listed += more;
        }

        await FinishAsync(importId);
    }

    /// <returns>How many errors were listed; null when the import is not this one's any more.</returns>
    private async Task<int?> KeepAsync(Guid importId, SheetRow[] batch, int listed)
    {
        db.ChangeTracker.Clear();
        if (await db.Set<RegisterImport>().SingleOrDefaultAsync(candidate => candidate.Id == importId) is not { Status: RegisterImportStatus.Running } import)
            return null;

        var now = clock.GetUtcNow();
        var rows = new RegisterRows(import, protector, ChinaTime.DateOf(now));
        var accepted = 0;
        var errors = 0;
        foreach (var row in batch)
        {
            if (rows.Read(row, now, out var problems) is { } extract)
            {
                db.Add(extract);
                accepted++;
                continue;
            }

            foreach (var problem in problems.Where(_ => listed + errors < MostErrors))
            {
                db.Add(new RegisterImportError(importId, row.Line, problem));
                errors++;
            }
        }

        import.Advance(batch.Length, accepted, now);
        db.Entry(import).DetectChanges();
        try
        {
            await db.SaveChangesAsync();
            return errors;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody goes on with it elsewhere, or has removed it.
            return null;
        }
    }

    private async Task FinishAsync(Guid importId)
    {
        db.ChangeTracker.Clear();
        if (await db.Set<RegisterImport>().SingleOrDefaultAsync(candidate => candidate.Id == importId) is not { Status: RegisterImportStatus.Running } import)
            return;

        import.Finish(clock.GetUtcNow());
        db.Entry(import).DetectChanges();
        db.Remove(new RegisterFileContent { ImportId = importId });
        await db.SaveChangesAsync();
    }

    private async Task InterruptAsync(Guid importId)
    {
        db.ChangeTracker.Clear();
        if (await db.Set<RegisterImport>().SingleOrDefaultAsync(candidate => candidate.Id == importId) is not { Status: RegisterImportStatus.Running } import)
            return;

        import.Interrupt();
        db.Entry(import).DetectChanges();
        await db.SaveChangesAsync();
    }
}
