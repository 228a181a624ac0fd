using System.Security.Cryptography;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Protection;
using AidWorkflows.Data.Registers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Registers;

/// <summary>Uploads, starts, continues and removes imports of register extracts, for one's own union.</summary>
internal sealed class RegisterImports(
    AidDbContext db, FieldProtector protector, RegisterImportService service, StaffDirectory staff, IOptions<RegisterOptions> options, TimeProvider clock)
{
    public const int PreviewRows = 10;
    private const int LongestFileName = 200;

    /// <param name="columns">Headings by field, where they are not those that are known.</param>
    /// <exception cref="RuleViolationException">The file cannot be read or has the wrong columns; nothing is stored then.</exception>
    public async Task<UploadedImport> UploadAsync(
        RegisterKind kind, string fileName, byte[] bytes, IReadOnlyDictionary<string, string>? columns, Actor actor, CancellationToken cancellationToken)
    {
        RequireUse(actor);
        if (bytes.Length > options.Value.LargestFileBytes)
            throw new RuleViolationException("register-file-too-large", $"A file has at most {options.Value.LargestFileBytes / 1024} KiB.", "file", options.Value.LargestFileBytes / 1024);

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (await KnownAsync(kind, hash, actor, cancellationToken) is { } known)
            return new UploadedImport(await ViewAsync(known, cancellationToken), await PreviewAsync(known, cancellationToken), true);

        var sheet = RegisterSheet.Read(bytes);
        var schema = RegisterSchema.Of(kind);
        var mapping = RegisterMapping.Guess(schema, sheet.Headings, columns);
        RegisterMapping.RequireAtUpload(schema, sheet.Headings, mapping);
        var rows = sheet.Rows().Count();
        if (rows == 0)
            throw new RuleViolationException("register-file-unreadable", "The file has no row below its heading.", "file");

        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        var file = new RegisterFile(name.Length > LongestFileName ? name[^LongestFileName..] : name, hash, sheet.Encoding, sheet.Separator, rows);
        var import = new RegisterImport(kind, file, actor, clock.GetUtcNow());
        import.Suggest(mapping);
        db.Add(import);
        db.Add(RegisterFiles.Seal(protector, import.Id, bytes));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same file at the same moment: the unique index let one pass.
            db.ChangeTracker.Clear();
            if (await KnownAsync(kind, hash, actor, cancellationToken) is { } twin)
                return new UploadedImport(await ViewAsync(twin, cancellationToken), await PreviewAsync(twin, cancellationToken), true);
            throw;
        }

        return new UploadedImport(await ViewAsync(import, cancellationToken), Preview(sheet, schema, mapping), false);
    }

    public async Task<ImportView> StartAsync(Guid id, ImportStart start, Actor actor, CancellationToken cancellationToken)
    {
        var import = await FindOwnAsync(id, actor, cancellationToken);
        if (import.Status != RegisterImportStatus.Uploaded)
            throw new RuleViolationException("register-import-state", "The import has been started already.");

        var sheet = await OpenAsync(id, cancellationToken);
        var mapping = start.Mapping ?? import.Mapping;
        RegisterMapping.Require(RegisterSchema.Of(import.Kind), mapping, sheet.Headings.Count);
        if (start.AsOf > ChinaTime.Today(clock))
            throw new InvalidInputException([new ValidationProblem("date-in-future", "asOf", "The date must not be in the future.")]);

        // A list that has everybody speaks about people who are not in it, so it needs a day of its own.
        if (start.AsOf is null && (start.IsComplete || !mapping.ContainsKey(RegisterSchema.AsOf)))
            throw new InvalidInputException([new ValidationProblem("field-required", "asOf", "This field is required.")]);

        import.Start(mapping, start.AsOf, start.IsComplete, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        service.Begin(id);
        return await ViewAsync(import, cancellationToken);
    }

    public async Task<ImportView> ContinueAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var import = await FindOwnAsync(id, actor, cancellationToken);
        import.Continue(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        service.Begin(id);
        return await ViewAsync(import, cancellationToken);
    }

    /// <summary>With all rows that were read; an import that was completed stays.</summary>
    public async Task RemoveAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var import = await FindOwnAsync(id, actor, cancellationToken);
        import.RequireRemovable(clock.GetUtcNow());
        db.Remove(import);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<ImportList> ListAsync(Actor actor, int page, int pageSize, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var all = db.Set<RegisterImport>().AsNoTracking().Where(import => import.OrganisationPath.StartsWith(path));
        var rows = await all.OrderByDescending(import => import.UploadedAt).ThenByDescending(import => import.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellationToken);
        List<ImportView> views = [];
        foreach (var row in rows)
            views.Add(await ViewAsync(row, cancellationToken));
        return new ImportList(views, await all.CountAsync(cancellationToken));
    }

    public async Task<ImportView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken) => await ViewAsync(await FindAsync(id, actor, cancellationToken), cancellationToken);

    /// <summary>Null when the rows have been read.</summary>
    public async Task<ImportPreview?> PreviewAsync(Guid id, Actor actor, CancellationToken cancellationToken) => await PreviewAsync(await FindAsync(id, actor, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<RegisterImportError>> ErrorsAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await FindAsync(id, actor, cancellationToken);
        return await db.Set<RegisterImportError>().AsNoTracking().Where(error => error.ImportId == id).OrderBy(error => error.Line).ThenBy(error => error.Field).ToListAsync(cancellationToken);
    }

    /// <summary>Clerks and reviewers of grass-roots and county unions.</summary>
    public static bool MayUse(Actor actor) => (actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer)) && actor.Level is OrganisationLevel.Grassroots or OrganisationLevel.County;

    private static void RequireUse(Actor actor)
    {
        if (!MayUse(actor))
            throw new RuleViolationException("forbidden", "Registers are the business of clerks and reviewers of grass-roots and county unions.");
    }

    private Task<RegisterImport?> KnownAsync(RegisterKind kind, string hash, Actor actor, CancellationToken cancellationToken) =>
        db.Set<RegisterImport>().SingleOrDefaultAsync(import => import.OrganisationId == actor.OrganisationId && import.Kind == kind && import.FileHash == hash, cancellationToken);

    private async Task<RegisterImport> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await db.Set<RegisterImport>().SingleOrDefaultAsync(import => import.Id == id, cancellationToken) is { } import && actor.Oversees(import.OrganisationPath)
            ? import
            : throw new RuleViolationException("not-found", "There is no such import.");

    private async Task<RegisterImport> FindOwnAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var import = await FindAsync(id, actor, cancellationToken);
        RequireUse(actor);
        return import.OrganisationId == actor.OrganisationId ? import : throw new RuleViolationException("forbidden", "The import belongs to another union.");
    }

    private async Task<RegisterSheet> OpenAsync(Guid id, CancellationToken cancellationToken) =>
        RegisterFiles.Open(protector, await db.Set<RegisterFileContent>().AsNoTracking().SingleAsync(content => content.ImportId == id, cancellationToken));

    private async Task<ImportPreview?> PreviewAsync(RegisterImport import, CancellationToken cancellationToken) => import.Status == RegisterImportStatus.Uploaded
        ? Preview(await OpenAsync(import.Id, cancellationToken), RegisterSchema.Of(import.Kind), import.Mapping)
        : null;

    private static ImportPreview Preview(RegisterSheet sheet, RegisterSchema schema, IReadOnlyDictionary<string, int> mapping)
    {
        var fields = mapping.ToDictionary(pair => pair.Value, pair => pair.Key);
        List<PreviewColumn> columns = [.. sheet.Headings.Select((heading, index) => new PreviewColumn(index, heading, fields.GetValueOrDefault(index)))];
        return new ImportPreview(
            columns,
            [.. RegisterMapping.Missing(schema, mapping).Select(field => field.Name)],
            RegisterMapping.Unknown(sheet.Headings, mapping),
            [.. sheet.Rows().Take(PreviewRows).Select(row => (IReadOnlyList<string>)[.. columns.Select(column => PreviewMask.Of(column.Field, column.Index < row.Cells.Length ? row.Cells[column.Index] : ""))])]);
    }

    private async Task<ImportView> ViewAsync(RegisterImport import, CancellationToken cancellationToken)
    {
        var names = await staff.NamesAsync([import.UploadedBy], cancellationToken);
        var organisation = await db.Set<Organisation>().AsNoTracking().Where(candidate => candidate.Id == import.OrganisationId).Select(candidate => candidate.Name).SingleAsync(cancellationToken);
        return new ImportView(
            import.Id, import.Kind, import.FileName, import.FileHash, import.Encoding, import.StatusAt(clock.GetUtcNow()), import.Rows, import.RowsRead, import.RowsAccepted, import.RowsRefused,
            import.AsOf, import.IsComplete, organisation, names.GetValueOrDefault(import.UploadedBy, ""), import.UploadedAt, import.StartedAt, import.FinishedAt);
    }
}
