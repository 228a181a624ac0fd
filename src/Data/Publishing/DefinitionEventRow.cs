namespace AidWorkflows.Data.Publishing;

/// <summary>wf_definition_event: who did what with a definition and when. Only ever added to; it outlives the definition.</summary>
public sealed class DefinitionEventRow
{
    public const int CommentLength = 500;

    /// <summary>Rises with time, also within one moment.</summary>
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>What the definition was called then.</summary>
    public required string Name { get; init; }
    public DefinitionEventKind Kind { get; init; }
    public int? Version { get; init; }
    public string? VersionId { get; init; }

    /// <summary>What was published before; for a reverted draft, the version it was made from.</summary>
    public int? FromVersion { get; init; }

    /// <summary>Null when the program did it, at the first start.</summary>
    public string? PersonId { get; init; }
    public string? PersonName { get; init; }
    public string? Account { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Comment { get; init; }

    /// <summary>How many warnings the version had that was published all the same.</summary>
    public int Warnings { get; init; }

    /// <summary>The request that was made, approved or rejected with it.</summary>
    public Guid? RequestId { get; init; }
}

/// <summary>What can happen to a definition. The numbers are stored.</summary>
public enum DefinitionEventKind
{
    /// <summary>From the folder of shipped workflows, at the first start.</summary>
    Loaded = 0,
    Published = 1,
    Retracted = 2,
    Reverted = 3,
    VersionDeleted = 4,
    Deleted = 5,
    Imported = 6,

    /// <summary>An editor of the draft asked somebody else to publish it.</summary>
    PublicationRequested = 7,
    PublicationRejected = 8,

    /// <summary>The draft was changed or deleted, or another version published, before anybody decided.</summary>
    RequestInvalidated = 9,
}
