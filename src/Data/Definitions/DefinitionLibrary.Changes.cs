using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Definitions.Comparison;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AidWorkflows.Data.Definitions;

/// <summary>The changes themselves, each inside a transaction that has locked the definition's row.</summary>
public sealed partial class DefinitionLibrary
{
    private IQueryable<DefinitionVersionRow> Versions => context.DefinitionVersions.AsNoTracking();

    private Task<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(dialect.IsolationLevel, cancellationToken);

    private async Task LockAsync(IDbContextTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        if (!await dialect.LockDefinitionAsync(transaction.GetDbTransaction(), definitionId, cancellationToken))
            throw new DefinitionNotFoundException(definitionId);
    }

    private async Task<DefinitionVersionRow> SaveAsync(IDbContextTransaction transaction, DraftSave save, CancellationToken cancellationToken)
    {
        var definitionId = DefinitionJson.ReadDefinitionId(save.Model);
        var name = DefinitionJson.ReadName(save.Model, definitionId);
        var now = time.GetUtcNow();
        await dialect.CreateDefinitionAsync(transaction.GetDbTransaction(), definitionId, name, now, cancellationToken);
        await LockAsync(transaction, definitionId, cancellationToken);
        var latest = await GetLatestAsync(definitionId, cancellationToken);
        if (save.Seen is { } seen && !seen.AsSpan().SequenceEqual(latest?.ContentHash ?? []))
            throw new DraftOvertakenException(definitionId);
        await context.Definitions.Where(row => row.DefinitionId == definitionId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Name, name).SetProperty(row => row.RetiredAt, (DateTimeOffset?)null), cancellationToken);

        var model = await NestedVersions.PinAsync(context, save.Model, cancellationToken);
        var saved = latest is not null && await IsDraftAsync(latest, cancellationToken)
            ? await UpdateDraftAsync(latest, model, name, save, cancellationToken)
            : await AddVersionAsync(definitionId, model, name, save, latest, now, cancellationToken);
        if (save.IsImport)
            await records.RecordAsync(DefinitionEventKind.Imported, saved, save.By, new EventNote(), cancellationToken);
        return saved;
    }

    private async Task<bool> IsDraftAsync(DefinitionVersionRow version, CancellationToken cancellationToken) =>
        version.PublishedAt is null && !await context.Instances.AnyAsync(instance => instance.VersionId == version.Id, cancellationToken);

    private async Task<DefinitionVersionRow> UpdateDraftAsync(
        DefinitionVersionRow draft, JsonObject model, string name, DraftSave save, CancellationToken cancellationToken)
    {
        var (content, hash) = DefinitionJson.Write(model, draft);
        if (hash.AsSpan().SequenceEqual(draft.ContentHash))
            return draft;

        // Studio writes measured sizes back when a draft is only looked at; that makes nobody its editor.
        var editors = await records.NoteEarlierEditorsAsync(draft, cancellationToken);
        if (save.By is { } by && editors.All(editor => editor.PersonId != by.PersonId) && !DefinitionComparison.IsOnlyLayout(DefinitionJson.Read(draft), model))
            await records.NoteEditorAsync(draft.Id, by, cancellationToken);
        await records.InvalidateAsync(draft, save.By, cancellationToken);
        var (author, comment) = (save.By?.PersonId, save.Comment);
        (draft.Content, draft.ContentHash) = (content, hash);
        (draft.Name, draft.CreatedBy, draft.Comment) = (name, author, comment);
        await context.DefinitionVersions.Where(version => version.Id == draft.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Content, content).SetProperty(row => row.ContentHash, hash)
                .SetProperty(row => row.Name, name).SetProperty(row => row.CreatedBy, author).SetProperty(row => row.Comment, comment),
            cancellationToken);
        return draft;
    }

    private async Task<DefinitionVersionRow> AddVersionAsync(
        string definitionId, JsonObject model, string name, DraftSave save, DefinitionVersionRow? latest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (latest is not null)
            await records.InvalidateAsync(latest, save.By, cancellationToken);
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
            CreatedBy = save.By?.PersonId,
            Comment = save.Comment,
            CreatedAt = now,
        };
        (added.Content, added.ContentHash) = DefinitionJson.Write(model, added);
        context.DefinitionVersions.Add(added);
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(added).State = EntityState.Detached;
        await records.NoteEditorAsync(added.Id, save.By, cancellationToken);
        if (latest is not null)
            await records.InheritEditorsAsync(latest, added.Id, cancellationToken);
        return added;
    }

    private async Task<PublicationResult> PublishLatestAsync(
        IDbContextTransaction transaction, string definitionId, Publication publication, CancellationToken cancellationToken)
    {
        var latest = await GetLatestAsync(definitionId, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId);
        if (latest.IsPublished)
            return new PublicationResult(latest, AlreadyPublished: true, null);
        if (publication.Content is { } looked && !looked.AsSpan().SequenceEqual(latest.ContentHash))
            throw PublicationRefusedException.DraftChanged();
        publication = publication with { Comment = Trimmed(publication.Comment) };
        if (publishing.CommentRequired && publication.Comment is null)
            throw PublicationRefusedException.CommentRequired();
        if (publishing.TwoPerson && publication.By is { } by && await records.IsEditorAsync(latest, by, cancellationToken))
            return new PublicationResult(latest, AlreadyPublished: false, await records.RequestAsync(latest, publication, cancellationToken));

        var waiting = await records.FindWaitingAsync(definitionId, cancellationToken);
        await PublishAsync(transaction, latest, publication, waiting?.Id, cancellationToken);
        return new PublicationResult(latest, AlreadyPublished: false, null);
    }

    private async Task PublishAsync(
        IDbContextTransaction transaction, DefinitionVersionRow version, Publication publication, Guid? requestId, CancellationToken cancellationToken)
    {
        var before = await GetPublishedAsync(version.DefinitionId, cancellationToken);
        await MarkPublishedAsync(transaction, version, publication.By?.PersonId, cancellationToken);

        // A request that waits is one for just this content: every change of the draft closes it.
        if (requestId is { } request)
            await records.DecideAsync(request, PublicationRequestStatus.Approved, publication.By, null, cancellationToken);
        var note = new EventNote(publication.Comment, publication.Warnings) { FromVersion = before?.Version, RequestId = requestId };
        await records.RecordAsync(DefinitionEventKind.Published, version, publication.By, note, cancellationToken);
    }

    private async Task MarkPublishedAsync(IDbContextTransaction transaction, DefinitionVersionRow version, string? publisher, CancellationToken cancellationToken)
    {
        // In this order, because the unique index looks at each statement.
        await ClearPublishedAsync(version.DefinitionId, cancellationToken);
        (version.IsPublished, version.PublishedAt, version.PublishedBy) = (true, version.PublishedAt ?? time.GetUtcNow(), publisher);
        await context.DefinitionVersions.Where(row => row.Id == version.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.IsPublished, true).SetProperty(row => row.PublishedAt, version.PublishedAt)
                .SetProperty(row => row.PublishedBy, publisher),
            cancellationToken);
        await TriggerTable.SynchroniseAsync(context, version, cron, await dialect.NowAsync(transaction.GetDbTransaction(), cancellationToken), cancellationToken);
    }

    /// <summary>The request and the draft that it is about, while both still are what they were.</summary>
    private async Task<(PublicationRequestRow Request, DefinitionVersionRow Version)> LockRequestAsync(
        IDbContextTransaction transaction, Guid requestId, CancellationToken cancellationToken)
    {
        var definitionId = await context.PublicationRequests.Where(row => row.Id == requestId).Select(row => row.DefinitionId).SingleOrDefaultAsync(cancellationToken)
            ?? throw PublicationRefusedException.RequestNotWaiting();
        await LockAsync(transaction, definitionId, cancellationToken);
        var request = await records.FindWaitingAsync(definitionId, cancellationToken);
        var latest = await GetLatestAsync(definitionId, cancellationToken);
        return request?.Id == requestId && latest is not null && latest.Id == request.VersionId && request.ContentHash.AsSpan().SequenceEqual(latest.ContentHash)
            ? (request, latest)
            : throw PublicationRefusedException.RequestNotWaiting();
    }

    private async Task RecordDeletionAsync(string definitionId, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        if (await GetLatestAsync(definitionId, cancellationToken) is not { } latest)
            return;
        await records.InvalidateAsync(latest, by, cancellationToken);
        var published = await GetPublishedAsync(definitionId, cancellationToken);
        await records.RecordAsync(DefinitionEventKind.Deleted, latest, by, new EventNote { FromVersion = published?.Version }, cancellationToken);
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

    /// <summary>Null when nothing is left.</summary>
    private static string? Trimmed(string? comment)
    {
        var text = comment?.Trim();
        if (text is { Length: > DefinitionEventRow.CommentLength })
            throw PublicationRefusedException.CommentTooLong();
        return string.IsNullOrEmpty(text) ? null : text;
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
