namespace AidWorkflows.Data.Publishing;

/// <summary>wf_publication_request: a draft that waits for a second administrator. At most one of a definition is waiting.</summary>
public sealed class PublicationRequestRow
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public int Version { get; init; }
    public required string Name { get; init; }

    /// <summary>Exactly this content was asked for; a draft with another hash is another draft.</summary>
    public required byte[] ContentHash { get; init; }
    public required string RequestedBy { get; init; }
    public string? RequestedByName { get; init; }
    public string? RequestedByAccount { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public string? Comment { get; init; }
    public int Warnings { get; init; }
    public PublicationRequestStatus Status { get; set; }
    public string? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; set; }
}

/// <summary>What became of a request. The numbers are stored.</summary>
public enum PublicationRequestStatus
{
    Waiting = 0,
    Approved = 1,
    Rejected = 2,
    Invalidated = 3,
}
