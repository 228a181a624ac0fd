using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Papers;

/// <summary>The stored versions of the templates.</summary>
public sealed class TemplateLibrary(AidDbContext db, TimeProvider clock)
{
    private const string TitleLine = "{{!-- ";

    /// <summary>
    /// Loads templates that the database does not have yet. One that is there may have been changed by an administrator, so files
    /// never touch it again.
    /// </summary>
    /// <exception cref="InvalidOperationException">AW1307: a file is no good template, or one is missing.</exception>
    public async Task LoadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var known = await db.Set<TemplateVersion>().AsNoTracking().Select(version => version.Kind).Distinct().ToListAsync(cancellationToken);
        foreach (var rule in PaperRule.All.Where(rule => !known.Contains(rule.Kind)))
        {
            var path = Path.Combine(folder, $"{rule.Key}.hbs");
            if (!File.Exists(path))
                throw new InvalidOperationException($"AW1307 The template {rule.Key}.hbs is missing from {folder}.");

            try
            {
                var version = new TemplateVersion(rule, 1, Read(await File.ReadAllTextAsync(path, cancellationToken)), null, clock.GetUtcNow());
                version.PublishShipped(clock.GetUtcNow());
                db.Add(version);
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (InvalidInputException e)
            {
                var problems = string.Join("; ", e.Problems.Select(problem => $"{problem.Message} ({problem.Code})"));
                throw new InvalidOperationException($"AW1307 The template {rule.Key}.hbs cannot be loaded. {problems}", e);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                // Several nodes start at once and each loads the files; one of them was first.
                db.ChangeTracker.Clear();
                if (!await db.Set<TemplateVersion>().AnyAsync(version => version.Kind == rule.Kind, cancellationToken))
                    throw;
            }
        }
    }

    /// <summary>The version that documents are made with now.</summary>
    public Task<TemplateVersion> CurrentAsync(PaperKind kind, CancellationToken cancellationToken) =>
        db.Set<TemplateVersion>().AsNoTracking().Where(version => version.Kind == kind && version.PublishedAt != null)
            .OrderByDescending(version => version.Number).FirstAsync(cancellationToken);

    /// <summary>All versions of a kind, the newest first.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> VersionsAsync(PaperKind kind, CancellationToken cancellationToken) =>
        await db.Set<TemplateVersion>().AsNoTracking().Where(version => version.Kind == kind).OrderByDescending(version => version.Number).ToListAsync(cancellationToken);

    /// <summary>The first line of a shipped file names the document: <c>{{!-- 标题 | Title --}}</c>.</summary>
    private static TemplateText Read(string text)
    {
        var body = text.ReplaceLineEndings("\n");
        var end = body.IndexOf("--}}\n", StringComparison.Ordinal);
        if (!body.StartsWith(TitleLine, StringComparison.Ordinal) || end < 0 || body[TitleLine.Length..end].Split('|', StringSplitOptions.TrimEntries) is not [var title, var english])
            throw new InvalidInputException([new ValidationProblem("field-required", "title", "The first line is {{!-- 标题 | Title --}}.")]);

        return new TemplateText(title, english, body[(end + 5)..]);
    }
}
