using AidWorkflows.Data.Definitions;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Publishing;

/// <summary>
/// Who changed, published, asked for and decided what. Everything here is written in the transaction of the change itself, under
/// the lock of the definition's row.
/// </summary>
internal sealed class PublicationRecords(AidDbContext context, TimeProvider time)
{
    public async Task<DefinitionEventRow> RecordAsync(
        DefinitionEventKind kind, DefinitionVersionRow version, DefinitionEditor? by, EventNote note, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new DefinitionEventRow
        {
            Id = RisingId.New(now),
            DefinitionId = version.DefinitionId,
            Name = version.Name,
            Kind = kind,
            Version = version.Version,
            VersionId = version.Id,
            FromVersion = note.FromVersion,
            PersonId = by?.PersonId,
            PersonName = by?.Name,
            Account = by?.Account,
            At = now,
            Comment = note.Comment,
            Warnings = note.Warnings,
            RequestId = note.RequestId,
        };
        await AddAsync(row, cancellationToken);
        return row;
    }

    /// <summary>Nothing to note when nobody in particular saved it.</summary>
    public async Task NoteEditorAsync(string versionId, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        if (by is null || await Editors(versionId).AnyAsync(row => row.PersonId == by.PersonId, cancellationToken))
            return;
        await AddAsync(new DraftEditorRow { VersionId = versionId, PersonId = by.PersonId, PersonName = by.Name, FirstAt = time.GetUtcNow() }, cancellationToken);
    }

    /// <summary>A draft that goes on from one that nobody published still holds the changes of its editors.</summary>
    public async Task InheritEditorsAsync(DefinitionVersionRow from, string toVersionId, CancellationToken cancellationToken)
    {
        if (from.PublishedAt is not null)
            return;
        foreach (var editor in await EditorsAsync(from, cancellationToken))
            await NoteEditorAsync(toVersionId, editor, cancellationToken);
    }

    /// <summary>Drafts from before editors were noted know only who saved them last.</summary>
    public async Task<IReadOnlyList<DefinitionEditor>> EditorsAsync(DefinitionVersionRow version, CancellationToken cancellationToken)
    {
        var noted = await Editors(version.Id).OrderBy(row => row.FirstAt).ToListAsync(cancellationToken);
        return noted.Count > 0 || version.CreatedBy is null
            ? [.. noted.Select(row => new DefinitionEditor(row.PersonId, row.PersonName))]
            : [new DefinitionEditor(version.CreatedBy)];
    }

    /// <summary>The same, noted from now on: later ones are noted as they come.</summary>
    public async Task<IReadOnlyList<DefinitionEditor>> NoteEarlierEditorsAsync(DefinitionVersionRow version, CancellationToken cancellationToken)
    {
        var editors = await EditorsAsync(version, cancellationToken);

        // One without a name comes from the version's own row; the noted ones have theirs.
        if (editors is [{ Name: null } unnoted])
            await NoteEditorAsync(version.Id, unnoted, cancellationToken);
        return editors;
    }

    public async Task<bool> IsEditorAsync(DefinitionVersionRow version, DefinitionEditor by, CancellationToken cancellationToken) =>
        (await EditorsAsync(version, cancellationToken)).Any(editor => editor.PersonId == by.PersonId);

    /// <summary>Asks for a second person. An older request of the definition is replaced.</summary>
    public async Task<PublicationRequestRow> RequestAsync(DefinitionVersionRow version, Publication publication, CancellationToken cancellationToken)
    {
        var by = publication.By!;
        await CloseWaitingAsync(version.DefinitionId, PublicationRequestStatus.Invalidated, by, cancellationToken);
        var now = time.GetUtcNow();
        var request = new PublicationRequestRow
        {
            Id = RisingId.New(now),
            DefinitionId = version.DefinitionId,
            VersionId = version.Id,
            Version = version.Version,
            Name = version.Name,
            ContentHash = version.ContentHash,
            RequestedBy = by.PersonId,
            RequestedByName = by.Name,
            RequestedByAccount = by.Account,
            RequestedAt = now,
            Comment = publication.Comment,
            Warnings = publication.Warnings,
        };
        await AddAsync(request, cancellationToken);
        await RecordAsync(
            DefinitionEventKind.PublicationRequested, version, by, new EventNote(publication.Comment, publication.Warnings) { RequestId = request.Id }, cancellationToken);
        return request;
    }

    public Task<PublicationRequestRow?> FindWaitingAsync(string definitionId, CancellationToken cancellationToken) =>
        context.PublicationRequests.AsNoTracking()
            .SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.Status == PublicationRequestStatus.Waiting, cancellationToken);

    public Task<int> DecideAsync(Guid requestId, PublicationRequestStatus status, DefinitionEditor? by, string? reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (person, name) = (by?.PersonId, by?.Name);
        return context.PublicationRequests.Where(row => row.Id == requestId && row.Status == PublicationRequestStatus.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, status).SetProperty(row => row.DecidedBy, person).SetProperty(row => row.DecidedByName, name)
                .SetProperty(row => row.DecidedAt, now).SetProperty(row => row.Reason, reason),
            cancellationToken);
    }

    /// <summary>What was asked for is not what stands there any more.</summary>
    public async Task InvalidateAsync(DefinitionVersionRow version, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        if (await CloseWaitingAsync(version.DefinitionId, PublicationRequestStatus.Invalidated, by, cancellationToken) is { } request)
            await RecordAsync(DefinitionEventKind.RequestInvalidated, version, by, new EventNote { RequestId = request.Id }, cancellationToken);
    }

    private async Task<PublicationRequestRow?> CloseWaitingAsync(
        string definitionId, PublicationRequestStatus status, DefinitionEditor? by, CancellationToken cancellationToken)
    {
        if (await FindWaitingAsync(definitionId, cancellationToken) is not { } request)
            return null;
        await DecideAsync(request.Id, status, by, null, cancellationToken);
        return request;
    }

    private IQueryable<DraftEditorRow> Editors(string versionId) => context.DraftEditors.AsNoTracking().Where(row => row.VersionId == versionId);

    private async Task AddAsync<TRow>(TRow row, CancellationToken cancellationToken)
        where TRow : class
    {
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(row).State = EntityState.Detached;
    }
}

/// <summary>What is said with an event.</summary>
internal sealed record EventNote(string? Comment = null, int Warnings = 0)
{
    public int? FromVersion { get; init; }

    public Guid? RequestId { get; init; }
}
