using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Policies;

/// <summary>A version with the pack that it holds.</summary>
public sealed record PolicyInForce(Guid VersionId, int Number, PolicyPack Pack);

/// <summary>The stored versions of all packs: which one is in force where and when, and how another one is added.</summary>
public sealed class PolicyLibrary(AidDbContext db, PolicyShelf shelf, TimeProvider clock)
{
    public const int LongestComment = 400;

    /// <summary>
    /// Loads packs that the database does not have yet. A pack that is there may have been changed by an administrator, so files never
    /// touch it again.
    /// </summary>
    /// <exception cref="InvalidOperationException">AW1306: a file is no good pack; the program must not start with half its rules.</exception>
    public async Task LoadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var known = await db.Set<PolicyVersion>().AsNoTracking().Select(version => version.PackKey).Distinct().ToListAsync(cancellationToken);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            try
            {
                var pack = PolicyPackReader.Read(text);
                if (known.Contains(pack.Key))
                    continue;

                await RefuseTakenScopeAsync(pack, cancellationToken);
                db.Add(new PolicyVersion(pack, text, 1, "", null, clock.GetUtcNow()));
                await db.SaveChangesAsync(cancellationToken);
                known.Add(pack.Key);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                // Several nodes start at once and each loads the files; one of them was first.
                db.ChangeTracker.Clear();
                known = await db.Set<PolicyVersion>().AsNoTracking().Select(version => version.PackKey).Distinct().ToListAsync(cancellationToken);
                if (!known.Contains(PolicyPackReader.Read(text).Key))
                    throw;
            }
            catch (InvalidInputException e)
            {
                var problems = string.Join("; ", e.Problems.Select(problem => $"{problem.Field}: {problem.Message} ({problem.Code})"));
                throw new InvalidOperationException($"AW1306 The policy pack {Path.GetFileName(file)} cannot be loaded. {problems}", e);
            }
        }
    }

    /// <summary>The version that counts for a union on a day: of the narrowest pack, the latest that has begun. Null when there is none.</summary>
    public async Task<PolicyInForce?> FindInForceAsync(string programme, string organisationPath, DateOnly day, CancellationToken cancellationToken)
    {
        var begun = await db.Set<PolicyVersion>().AsNoTracking()
            .Where(version => version.Programme == programme && version.WithdrawnAt == null && version.EffectiveFrom <= day)
            .Select(version => new { version.Id, version.PackKey, version.Organisation, version.EffectiveFrom, version.EffectiveTo })
            .ToListAsync(cancellationToken);
        var found = begun.Where(version => PolicyScope.Covers(version.Organisation, organisationPath))
            .GroupBy(version => version.PackKey)
            .Select(versions => versions.MaxBy(version => version.EffectiveFrom)!)
            .Where(version => version.EffectiveTo is null || version.EffectiveTo >= day)
            .MaxBy(version => PolicyScope.Depth(version.Organisation));
        return found is null ? null : await GetAsync(found.Id, cancellationToken);
    }

    public async Task<PolicyInForce> GetAsync(Guid versionId, CancellationToken cancellationToken) =>
        shelf.Find(versionId)
        ?? shelf.Read(await db.Set<PolicyVersion>().AsNoTracking().SingleAsync(version => version.Id == versionId, cancellationToken));

    /// <summary>All versions, newest first within each pack.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> ListAsync(CancellationToken cancellationToken) =>
        await db.Set<PolicyVersion>().AsNoTracking().OrderBy(version => version.PackKey).ThenByDescending(version => version.Number).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<PolicyVersion>> VersionsAsync(string packKey, CancellationToken cancellationToken) =>
        await db.Set<PolicyVersion>().AsNoTracking().Where(version => version.PackKey == packKey).OrderByDescending(version => version.Number).ToListAsync(cancellationToken);

    /// <summary>Reads a new version and checks everything that adding it would; stores nothing.</summary>
    /// <exception cref="InvalidInputException">With every mistake and its JSON path.</exception>
    public async Task<PolicyPack> CheckAsync(string content, string? packKey, CancellationToken cancellationToken)
    {
        var pack = PolicyPackReader.Read(content);
        if (packKey is not null && pack.Key != packKey)
            throw Refusal("policy-key-differs", "$.pack", $"This is about the pack '{packKey}'.", packKey);

        PolicyVersion.RequireSuccession(pack, await VersionsAsync(pack.Key, cancellationToken), ChinaTime.Today(clock));
        await RefuseTakenScopeAsync(pack, cancellationToken);
        return pack;
    }

    /// <summary>Makes the next version; the caller saves it.</summary>
    public async Task<PolicyVersion> AddAsync(string content, string? packKey, string comment, Guid personId, CancellationToken cancellationToken)
    {
        if (comment.Length > LongestComment)
            throw new InvalidInputException([new ValidationProblem("field-too-long", "comment", $"At most {LongestComment} characters.", LongestComment)]);

        var pack = await CheckAsync(content, packKey, cancellationToken);
        var last = await db.Set<PolicyVersion>().Where(version => version.PackKey == pack.Key).MaxAsync(version => (int?)version.Number, cancellationToken);
        var added = new PolicyVersion(pack, content, (last ?? 0) + 1, comment, personId, clock.GetUtcNow());
        db.Add(added);
        return added;
    }

    /// <summary>Two packs of one programme for the same union: nobody could say which of them counts.</summary>
    private async Task RefuseTakenScopeAsync(PolicyPack pack, CancellationToken cancellationToken)
    {
        var other = await db.Set<PolicyVersion>().AsNoTracking()
            .Where(version => version.Programme == pack.Programme && version.Organisation == pack.Organisation && version.PackKey != pack.Key && version.WithdrawnAt == null)
            .Select(version => version.PackKey).FirstOrDefaultAsync(cancellationToken);
        if (other is not null)
            throw Refusal("policy-scope-taken", "$.organisation", $"The pack '{other}' is for the same programme and union.", other);
    }

    private static InvalidInputException Refusal(string code, string path, string message, params IReadOnlyList<object?> arguments) =>
        new([new ValidationProblem(code, path, message, arguments)]);
}
