using System.Data.Common;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Publishing;
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
public sealed partial class DefinitionLibrary
{
    private const string ForeignKeyViolation = "23503";
    private readonly AidDbContext context;
    private readonly WorkflowDialect dialect;
    private readonly TimeProvider time;
    private readonly PublishingOptions publishing;
    private readonly PublicationRecords records;
    private readonly CronSchedule? cron;

    internal DefinitionLibrary(AidDbContext context, WorkflowDialect dialect, TimeProvider time, PublishingOptions publishing, CronSchedule? cron)
    {
        this.cron = cron;
        this.publishing = publishing;
        records = new PublicationRecords(context, time);
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
    public async Task<DefinitionVersionRow> SaveDraftAsync(JsonObject model, DefinitionEditor? author, string? comment, CancellationToken cancellationToken) =>
        await SaveDraftAsync(new DraftSave(model, author, comment), cancellationToken);

    /// <exception cref="DraftOvertakenException">Somebody saved after <see cref="DraftSave.Seen"/> was read.</exception>
    public async Task<DefinitionVersionRow> SaveDraftAsync(DraftSave save, CancellationToken cancellationToken) =>
        (await SaveDraftsAsync([save], cancellationToken))[0];

    /// <summary>All of them or none.</summary>
    public async Task<IReadOnlyList<DefinitionVersionRow>> SaveDraftsAsync(IEnumerable<DraftSave> saves, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        List<DefinitionVersionRow> saved = [];

        // Always in the same order, so that two that lock the same definitions cannot wait for each other for ever.
        foreach (var save in saves.OrderBy(save => save.Model["definitionId"]?.ToString(), StringComparer.Ordinal))
            saved.Add(await SaveAsync(transaction, save, cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return saved;
    }

    /// <summary>Saves and publishes just what was saved, or does neither. Under the two-person rule the draft is saved and a request made.</summary>
    /// <exception cref="DraftOvertakenException">Somebody saved after <see cref="DraftSave.Seen"/> was read.</exception>
    /// <exception cref="PublicationRefusedException">The publication lacks something.</exception>
    public async Task<PublicationResult> SaveAndPublishAsync(DraftSave save, Publication publication, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        var saved = await SaveAsync(transaction, save, cancellationToken);
        var result = await PublishLatestAsync(transaction, saved.DefinitionId, publication with { Content = null }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>New instances use the latest version from now on. Publishing what is published changes nothing.</summary>
    public async Task<DefinitionVersionRow> PublishAsync(string definitionId, DefinitionEditor? publisher, CancellationToken cancellationToken) =>
        (await PublishOrRequestAsync(definitionId, new Publication(publisher), cancellationToken)).Version;

    /// <summary>The same; under the two-person rule an editor's wish becomes a request.</summary>
    /// <exception cref="PublicationRefusedException">The publication lacks something, or the draft is not what the publisher looked at.</exception>
    public async Task<PublicationResult> PublishOrRequestAsync(string definitionId, Publication publication, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var result = await PublishLatestAsync(transaction, definitionId, publication, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>A second person publishes what was asked for, and nothing else.</summary>
    /// <param name="warnings">How many warnings the version has as it is approved.</param>
    public async Task<DefinitionVersionRow> ApproveAsync(Guid requestId, DefinitionEditor approver, int warnings, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        var (request, version) = await LockRequestAsync(transaction, requestId, cancellationToken);
        if (request.RequestedBy == approver.PersonId || await records.IsEditorAsync(version, approver, cancellationToken))
            throw PublicationRefusedException.OwnDraft();
        await PublishAsync(transaction, version, new Publication(approver, request.Comment, warnings), request.Id, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return version;
    }

    public async Task RejectAsync(Guid requestId, DefinitionEditor by, string reason, CancellationToken cancellationToken)
    {
        if (Trimmed(reason) is not { } why)
            throw PublicationRefusedException.ReasonRequired();
        await using var transaction = await BeginAsync(cancellationToken);
        var (request, version) = await LockRequestAsync(transaction, requestId, cancellationToken);
        await records.DecideAsync(request.Id, PublicationRequestStatus.Rejected, by, why, cancellationToken);
        await records.RecordAsync(DefinitionEventKind.PublicationRejected, version, by, new EventNote(why) { RequestId = request.Id }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>No new instances; running ones go on. Null when nothing was published.</summary>
    public async Task<DefinitionVersionRow?> RetractAsync(string definitionId, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        if (await GetPublishedAsync(definitionId, cancellationToken) is not { } published)
            return null;
        await ClearPublishedAsync(definitionId, cancellationToken);
        await TriggerTable.ClearAsync(context, definitionId, cancellationToken);
        await records.RecordAsync(DefinitionEventKind.Retracted, published, by, new EventNote(), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        published.IsPublished = false;
        return published;
    }

    /// <summary>The content of an older version as the new draft.</summary>
    public async Task<DefinitionVersionRow> RevertAsync(string definitionId, int version, DefinitionEditor? author, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var old = await GetVersionAsync(definitionId, version, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId, version);
        var draft = await SaveAsync(transaction, new DraftSave(DefinitionJson.Read(old), author, $"Reverted to version {version}"), cancellationToken);
        await records.InheritEditorsAsync(old, draft.Id, cancellationToken);
        await records.RecordAsync(DefinitionEventKind.Reverted, draft, author, new EventNote { FromVersion = version }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return draft;
    }

    public async Task DeleteVersionAsync(string definitionId, int version, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var row = await GetVersionAsync(definitionId, version, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId, version);
        if (await context.Instances.CountAsync(instance => instance.VersionId == row.Id, cancellationToken) is > 0 and var instances)
            throw new DefinitionInUseException(definitionId, version, instances);

        if (row.IsLatest)
            await records.InvalidateAsync(row, by, cancellationToken);
        await context.DefinitionVersions.Where(candidate => candidate.Id == row.Id).ExecuteDeleteAsync(cancellationToken);
        await MarkLatestOrRemoveAsync(definitionId, cancellationToken);
        await records.RecordAsync(DefinitionEventKind.VersionDeleted, row, by, new EventNote(), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Refused while instances run. Versions that finished instances point to stay, so that their history can be read; the
    /// definition is then retired: neither latest nor published, and free to be saved again under its id.
    /// </summary>
    public async Task DeleteAsync(string definitionId, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);

        var running = await context.Instances.CountAsync(
            instance => instance.DefinitionId == definitionId && instance.Status == WorkflowStatus.Running, cancellationToken);
        if (running > 0)
            throw new DefinitionInUseException(definitionId, null, running);

        await RecordDeletionAsync(definitionId, by, cancellationToken);
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

            var draft = await SaveAsync(transaction, new DraftSave(model, null, Path.GetFileName(file)), cancellationToken);
            await MarkPublishedAsync(transaction, draft, null, cancellationToken);
            await records.RecordAsync(DefinitionEventKind.Loaded, draft, null, new EventNote(Path.GetFileName(file)), cancellationToken);
            loaded.Add(draft);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return loaded;
    }
}
