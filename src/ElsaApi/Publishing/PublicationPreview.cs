using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Definitions;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>What a publisher has to see first.</summary>
public sealed record PublicationPreview
{
    public string? DefinitionId { get; init; }

    public string? Name { get; init; }

    /// <summary>Null when it is the first publication.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>Errors first.</summary>
    public required IReadOnlyList<ProblemView> Problems { get; init; }

    /// <summary>Against the published version.</summary>
    public required IReadOnlyList<ChangeView> Changes { get; init; }

    /// <summary>There are errors that the published version does not have.</summary>
    public bool IsRefused { get; init; }

    public bool CommentRequired { get; init; }

    /// <summary>Publishing makes a request that somebody else has to approve.</summary>
    public bool NeedsSecondPerson { get; init; }
}

/// <summary>Two versions side by side.</summary>
/// <param name="From">Null when there is nothing before.</param>
public sealed record ComparedVersions(string DefinitionId, int? From, int To, IReadOnlyList<ChangeView> Changes);

/// <summary>A request with what there is to see about it.</summary>
/// <param name="Preview">Null when it is not waiting any more.</param>
/// <param name="MayApprove">The reader is an administrator who changed nothing in the draft.</param>
public sealed record RequestedPublication(
    PublicationRequestRow Request, PublicationPreview? Preview, IReadOnlyList<DefinitionEditor> Editors, bool MayDecide, bool MayApprove);
