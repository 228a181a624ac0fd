using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions.Comparison;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>What people do about publications, on pages and over the API alike: look at one, compare versions, decide on a request.</summary>
public sealed class PublicationDesk
{
    private readonly DefinitionLibrary library;
    private readonly DefinitionHistory history;
    private readonly PublicationReview review;
    private readonly ChangeWords words;
    private readonly PublishingOptions options;

    internal PublicationDesk(DefinitionLibrary library, DefinitionHistory history, PublicationReview review, ChangeWords words, PublishingOptions options)
    {
        this.library = library;
        this.history = history;
        this.review = review;
        this.words = words;
        this.options = options;
    }

    /// <summary>Everything to know before this document is published; nothing is stored.</summary>
    public async Task<PublicationPreview> PreviewAsync(JsonObject model, ClaimsPrincipal user, Language language, CancellationToken cancellationToken)
    {
        DefinitionModel.Strip(model);
        DefinitionModel.Complete(model);
        var found = await review.ReviewAsync(model, cancellationToken);
        var added = found.AddedErrors.ToHashSet();
        var changes = found.Published is null ? [] : words.Describe(DefinitionComparison.Compare(DefinitionLibrary.ReadModel(found.Published), model), language);
        return new PublicationPreview
        {
            DefinitionId = model.Text("definitionId"),
            Name = model.Text("name"),
            PublishedVersion = found.Published?.Version,
            Problems = [.. found.Problems.OrderByDescending(problem => problem.Severity).Select(problem => ProblemView.From(problem, language) with { Forbids = added.Contains(problem) })],
            Changes = changes,
            IsRefused = added.Count > 0,
            CommentRequired = options.CommentRequired,
            NeedsSecondPerson = options.TwoPerson && await IsEditorAsync(model, user.Editor(), cancellationToken),
        };
    }

    /// <summary>The same for what is stored as the latest version.</summary>
    /// <exception cref="DefinitionNotFoundException">No such definition.</exception>
    public async Task<PublicationPreview> PreviewAsync(string definitionId, ClaimsPrincipal user, Language language, CancellationToken cancellationToken)
    {
        var latest = await library.GetLatestAsync(definitionId, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId);
        return await PreviewAsync(DefinitionLibrary.ReadModel(latest), user, language, cancellationToken);
    }

    /// <param name="from">Null: what was published before <paramref name="to"/>, else the version before it.</param>
    /// <param name="to">Null: the latest.</param>
    /// <exception cref="DefinitionNotFoundException">One of the two does not exist.</exception>
    public async Task<ComparedVersions> CompareAsync(string definitionId, int? from, int? to, Language language, CancellationToken cancellationToken)
    {
        var versions = await library.ListVersionsAsync(definitionId, cancellationToken);
        var newer = versions.Find(version => to is null ? version.IsLatest : version.Version == to) ?? throw new DefinitionNotFoundException(definitionId, to);
        var older = from is null
            ? versions.Find(version => version.IsPublished && version.Version < newer.Version) ?? versions.Find(version => version.Version < newer.Version)
            : versions.Find(version => version.Version == from) ?? throw new DefinitionNotFoundException(definitionId, from);
        return new ComparedVersions(
            definitionId,
            older?.Version,
            newer.Version,
            older is null ? [] : words.Describe(DefinitionComparison.Compare(DefinitionLibrary.ReadModel(older), DefinitionLibrary.ReadModel(newer)), language));
    }

    /// <summary>The request with what its reviewer has to see. Null when there is no such request.</summary>
    public async Task<RequestedPublication?> FindRequestAsync(Guid id, ClaimsPrincipal user, Language language, CancellationToken cancellationToken)
    {
        if (await history.FindRequestAsync(id, cancellationToken) is not { } request)
            return null;
        if (request.Status != PublicationRequestStatus.Waiting || await library.GetVersionAsync(request.VersionId, cancellationToken) is not { } version)
            return new RequestedPublication(request, null, [], MayDecide: false, MayApprove: false);
        var editors = await history.EditorsAsync(version, cancellationToken);
        var mayEdit = user.MayEdit();
        return new RequestedPublication(
            request,
            await PreviewAsync(DefinitionLibrary.ReadModel(version), user, language, cancellationToken),
            editors,
            mayEdit,
            mayEdit && request.RequestedBy != user.Person() && !editors.Any(editor => editor.PersonId == user.Person()));
    }

    /// <summary>Publishes what was asked for, after checking it once more.</summary>
    /// <exception cref="PublicationRefusedException">It is the own draft, or it is not waiting any more.</exception>
    /// <exception cref="PublicationForbiddenException">It would bring errors that the published version does not have.</exception>
    public async Task<DefinitionVersionRow> ApproveAsync(Guid requestId, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var warnings = 0;
        if (await history.FindRequestAsync(requestId, cancellationToken) is { } request && await library.GetVersionAsync(request.VersionId, cancellationToken) is { } version)
        {
            var found = await review.ReviewAsync(DefinitionLibrary.ReadModel(version), cancellationToken);
            if (found.AddedErrors.Count > 0)
                throw new PublicationForbiddenException([.. found.AddedErrors.Select(problem => ProblemView.From(problem).Message)]);
            warnings = found.Problems.Count;
        }

        return await library.ApproveAsync(requestId, user.Editor(), warnings, cancellationToken);
    }

    /// <exception cref="PublicationRefusedException">There is no reason, or it is not waiting any more.</exception>
    public Task RejectAsync(Guid requestId, ClaimsPrincipal user, string reason, CancellationToken cancellationToken) =>
        library.RejectAsync(requestId, user.Editor(), reason, cancellationToken);

    /// <summary>Whether this person would publish changes of her own.</summary>
    private async Task<bool> IsEditorAsync(JsonObject model, DefinitionEditor person, CancellationToken cancellationToken)
    {
        if (model.Text("definitionId") is not { Length: > 0 } definitionId || await library.GetLatestAsync(definitionId, cancellationToken) is not { } latest)
            return true;
        return !DefinitionComparison.IsOnlyLayout(DefinitionLibrary.ReadModel(latest), model)
            || (!latest.IsPublished && (await history.EditorsAsync(latest, cancellationToken)).Any(editor => editor.PersonId == person.PersonId));
    }
}

/// <summary>The errors that forbid a publication.</summary>
public sealed class PublicationForbiddenException(IReadOnlyList<string> messages) : Exception(string.Join(" ", messages))
{
    public IReadOnlyList<string> Messages { get; } = messages;
}
