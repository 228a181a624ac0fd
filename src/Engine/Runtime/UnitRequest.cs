namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// What a unit does as it opens, all in one round trip and in this order: find and lock the instance, read it, look for the
/// bookmark, consume the work row, read the clock. Every part is optional.
/// </summary>
public sealed record UnitRequest
{
    /// <summary>Lock this instance and read it.</summary>
    public string? InstanceId { get; init; }

    /// <summary>
    /// The burst resumes this bookmark; without <see cref="InstanceId"/> its instance is the one that is locked. The commit deletes
    /// it, unless it stays open, and that delete must hit one row.
    /// </summary>
    public string? BookmarkId { get; init; }

    /// <summary>Consume this claimed work row, if the lease is still <see cref="LeaseToken"/>.</summary>
    public long? WorkId { get; init; }

    public Guid LeaseToken { get; init; }

    /// <summary>Find the version of this definition that new instances use now.</summary>
    public string? DefinitionId { get; init; }
}

/// <summary>An open unit and what it found. Whoever does not find what it needs disposes the unit without a commit.</summary>
/// <param name="Instance">Null when it does not exist (or nothing waits on the bookmark), or none was asked for.</param>
/// <param name="BookmarkIsOpen">False: somebody else was first, or the wait is over. Under the lock nobody can close it any more.</param>
/// <param name="WorkConsumed">False: the row is gone or the lease is no longer ours.</param>
/// <param name="PublishedVersionId">Null when no version is published.</param>
public sealed record OpenedUnit(IWorkflowUnit Unit, StoredInstance? Instance, bool BookmarkIsOpen, bool WorkConsumed, string? PublishedVersionId);
