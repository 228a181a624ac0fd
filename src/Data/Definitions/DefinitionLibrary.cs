using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AidWorkflows.Data.Definitions;

/// <summary>
/// Workflow definitions and their versions. A version is immutable once published or run; every change locks the definition's
/// row first, so that there is always one latest and at most one published version (two partial unique indexes insist on it).
/// </summary>
public sealed class DefinitionLibrary
{
    private const string ForeignKeyViolation = "23503";
    private readonly AidDbContext context;
    private readonly WorkflowDialect dialect;
    private readonly TimeProvider time;
    private readonly CronSchedule? cron;

    internal DefinitionLibrary(AidDbContext context, WorkflowDialect dialect, TimeProvider time, CronSchedule? cron)
    {
        this.cron = cron;
        this.context = context;
        this.dialect = dialect;
        this.time = time;
    }

    /// <summary>The stored JSON with today's flags, as Elsa's clients read it.</summary>
    public static JsonObject ReadModel(DefinitionVersionRow version) => DefinitionJson.Read(version);

    public Task<DefinitionVersionRow?> GetVersionAsync(string versionId, CancellationToken cancellationToken) =>
        Versions.SingleOrDefaultAsync(version => version.Id == versionId, cancellationToken);

    public Task<DefinitionVersionRow?> GetVersionAsync(string definitionId, int version, CancellationToken cancellationToken) =>
        Versions.SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.Version == version, cancellationToken);

    public Task<DefinitionVersionRow?> GetLatestAsync(string definitionId, CancellationToken cancellationToken) =>
        Versions.SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsLatest, cancellationToken);

    public Task<DefinitionVersionRow?> GetPublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        Versions.SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsPublished, cancellationToken);

    /// <summary>Newest first.</summary>
    public Task<List<DefinitionVersionRow>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken) =>
        Versions.Where(version => version.DefinitionId == definitionId).OrderByDescending(version => version.Version).ToListAsync(cancellationToken);

    /// <summary>Saves into the latest draft, or makes the next version when the latest was published or run. Unknown JSON is kept as it is.</summary>
    public async Task<DefinitionVersionRow> SaveDraftAsync(JsonObject model, string? author, string? comment, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        var saved = await SaveAsync(transaction, model, author, comment, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return saved;
    }

    /// <summary>New instances use the latest version from now on. Publishing what is published changes nothing.</summary>
    public async Task<DefinitionVersionRow> PublishAsync(string definitionId, string? publisher, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var published = await PublishLatestAsync(transaction, definitionId, publisher, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return published;
    }

    /// <summary>No new instances; running ones go on. Null when nothing was published.</summary>
    public async Task<DefinitionVersionRow?> RetractAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var published = await GetPublishedAsync(definitionId, cancellationToken);
        await ClearPublishedAsync(definitionId, cancellationToken);
        await TriggerTable.ClearAsync(context, definitionId, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        if (published is not null)
            published.IsPublished = false;
        return published;
    }

    /// <summary>The content of an older version as the new draft.</summary>
    public async Task<DefinitionVersionRow> RevertAsync(string definitionId, int version, string? author, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var old = await GetVersionAsync(definitionId, version, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId, version);
        var draft = await SaveAsync(transaction, DefinitionJson.Read(old), author, $"Reverted to version {version}", cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return draft;
    }

    public async Task DeleteVersionAsync(string definitionId, int version, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var row = await GetVersionAsync(definitionId, version, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId, version);
        if (await context.Instances.CountAsync(instance => instance.VersionId == row.Id, cancellationToken) is > 0 and var instances)
            throw new DefinitionInUseException(definitionId, version, instances);

        await context.DefinitionVersions.Where(candidate => candidate.Id == row.Id).ExecuteDeleteAsync(cancellationToken);
        await MarkLatestOrRemoveAsync(definitionId, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Refused while instances run. Versions that finished instances point to stay, so that their history can be read; the
    /// definition is then retired: neither latest nor published, and free to be saved again under its id.
    /// </summary>
    public async Task DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);

        var running = await context.Instances.CountAsync(
            instance => instance.DefinitionId == definitionId && instance.Status == WorkflowStatus.Running, cancellationToken);
        if (running > 0)
            throw new DefinitionInUseException(definitionId, null, running);

        var versions = context.DefinitionVersions.Where(version => version.DefinitionId == definitionId);
        try
        {
            await versions.Where(version => !context.Instances.Any(instance => instance.VersionId == version.Id)).ExecuteDeleteAsync(cancellationToken);
        }
        catch (DbException exception) when (exception.SqlState == ForeignKeyViolation)
        {
            // An instance was started between the count and the delete; the foreign key saw it.
            throw new DefinitionInUseException(definitionId, null, 1);
        }

        await TriggerTable.ClearAsync(context, definitionId, cancellationToken);
        var kept = await versions.ExecuteUpdateAsync(
            set => set.SetProperty(version => version.IsLatest, false).SetProperty(version => version.IsPublished, false), cancellationToken);
        var definition = context.Definitions.Where(row => row.DefinitionId == definitionId);
        if (kept == 0)
            await definition.ExecuteDeleteAsync(cancellationToken);
        else
            await definition.ExecuteUpdateAsync(set => set.SetProperty(row => row.RetiredAt, time.GetUtcNow()), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>First start: every *.json becomes a published version 1, unless its definition is already there. Returns the new ones.</summary>
    public async Task<IReadOnlyList<DefinitionVersionRow>> LoadFolderAsync(string path, CancellationToken cancellationToken)
    {
        var loaded = new List<DefinitionVersionRow>();
        foreach (var file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
        {
            var model = await ReadFileAsync(file, cancellationToken);
            var definitionId = DefinitionJson.ReadDefinitionId(model);
            await using var transaction = await BeginAsync(cancellationToken);
            if (!await dialect.CreateDefinitionAsync(transaction.GetDbTransaction(), definitionId, DefinitionJson.ReadName(model, definitionId), time.GetUtcNow(), cancellationToken))
                continue;

            await SaveAsync(transaction, model, null, Path.GetFileName(file), cancellationToken);
            loaded.Add(await PublishLatestAsync(transaction, definitionId, null, cancellationToken));
            await transaction.CommitAsync(CancellationToken.None);
        }

        return loaded;
    }

    private IQueryable<DefinitionVersionRow> Versions => context.DefinitionVersions.AsNoTracking();

    private Task<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);

    private async Task LockAsync(IDbContextTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        if (!await dialect.LockDefinitionAsync(transaction.GetDbTransaction(), definitionId, cancellationToken))
            throw new DefinitionNotFoundException(definitionId);
    }

    private async Task<DefinitionVersionRow> SaveAsync(
        IDbContextTransaction transaction, JsonObject model, string? author, string? comment, CancellationToken cancellationToken)
    {
        var definitionId = DefinitionJson.ReadDefinitionId(model);
        var name = DefinitionJson.ReadName(model, definitionId);
        var now = time.GetUtcNow();
        await dialect.CreateDefinitionAsync(transaction.GetDbTransaction(), definitionId, name, now, cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        await context.Definitions.Where(row => row.DefinitionId == definitionId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Name, name).SetProperty(row => row.RetiredAt, (DateTimeOffset?)null), cancellationToken);

        model = await NestedVersions.PinAsync(context, model, cancellationToken);
        var latest = await GetLatestAsync(definitionId, cancellationToken);
        return latest is not null && await IsDraftAsync(latest, cancellationToken)
            ? await UpdateDraftAsync(latest, model, name, author, comment, cancellationToken)
            : await AddVersionAsync(definitionId, model, name, author, comment, now, cancellationToken);
    }

    private async Task<bool> IsDraftAsync(DefinitionVersionRow version, CancellationToken cancellationToken) =>
        version.PublishedAt is null && !await context.Instances.AnyAsync(instance => instance.VersionId == version.Id, cancellationToken);

    private async Task<DefinitionVersionRow> UpdateDraftAsync(
        DefinitionVersionRow draft, JsonObject model, string name, string? author, string? comment, CancellationToken cancellationToken)
    {
        (draft.Content, draft.ContentHash) = DefinitionJson.Write(model, draft);
        (draft.Name, draft.CreatedBy, draft.Comment) = (name, author, comment);
        await context.DefinitionVersions.Where(version => version.Id == draft.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Content, draft.Content).SetProperty(row => row.ContentHash, draft.ContentHash)
                .SetProperty(row => row.Name, name).SetProperty(row => row.CreatedBy, author).SetProperty(row => row.Comment, comment),
            cancellationToken);
        return draft;
    }

    private async Task<DefinitionVersionRow> AddVersionAsync(
        string definitionId, JsonObject model, string name, string? author, string? comment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var versions = context.DefinitionVersions.Where(version => version.DefinitionId == definitionId);
        await versions.Where(version => version.IsLatest).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsLatest, false), cancellationToken);
        var added = new DefinitionVersionRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            DefinitionId = definitionId,
            Version = (await versions.MaxAsync(version => (int?)version.Version, cancellationToken) ?? 0) + 1,
            IsLatest = true,
            Name = name,
            Content = "",
            ContentHash = [],
            CreatedBy = author,
            Comment = comment,
            CreatedAt = now,
        };
        (added.Content, added.ContentHash) = DefinitionJson.Write(model, added);
        context.DefinitionVersions.Add(added);
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(added).State = EntityState.Detached;
        return added;
    }

    private async Task<DefinitionVersionRow> PublishLatestAsync(IDbContextTransaction transaction, string definitionId, string? publisher, CancellationToken cancellationToken)
    {
        var latest = await GetLatestAsync(definitionId, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId);
        if (latest.IsPublished)
            return latest;

        // In this order, because the unique index looks at each statement.
        await ClearPublishedAsync(definitionId, cancellationToken);
        (latest.IsPublished, latest.PublishedAt, latest.PublishedBy) = (true, latest.PublishedAt ?? time.GetUtcNow(), publisher);
        await context.DefinitionVersions.Where(version => version.Id == latest.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.IsPublished, true).SetProperty(row => row.PublishedAt, latest.PublishedAt)
                .SetProperty(row => row.PublishedBy, publisher),
            cancellationToken);
        await TriggerTable.SynchroniseAsync(context, latest, cron, await dialect.NowAsync(transaction.GetDbTransaction(), cancellationToken), cancellationToken);
        return latest;
    }

    private Task<int> ClearPublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        context.DefinitionVersions.Where(version => version.DefinitionId == definitionId && version.IsPublished)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsPublished, false), cancellationToken);

    private async Task MarkLatestOrRemoveAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versions = context.DefinitionVersions.Where(version => version.DefinitionId == definitionId);
        if (await versions.MaxAsync(version => (int?)version.Version, cancellationToken) is not { } newest)
        {
            await context.Definitions.Where(row => row.DefinitionId == definitionId).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        if (!await versions.AnyAsync(version => version.IsLatest, cancellationToken))
            await versions.Where(version => version.Version == newest).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsLatest, true), cancellationToken);
    }

    private static async Task<JsonObject> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken)) as JsonObject
                ?? throw new InvalidDefinitionException($"{file} is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDefinitionException($"{file} is not valid JSON: {exception.Message}");
        }
    }
}
