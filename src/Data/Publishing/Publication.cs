using AidWorkflows.Data.Definitions;

namespace AidWorkflows.Data.Publishing;

/// <summary>Somebody's wish to publish a definition's latest version.</summary>
/// <param name="Warnings">How many warnings the publisher has seen and accepts.</param>
public sealed record Publication(DefinitionEditor? By, string? Comment = null, int Warnings = 0)
{
    /// <summary>Hash of the content that was looked at and checked; another content is not published in its place.</summary>
    public byte[]? Content { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Request">Set when the version was not published, but waits for a second person.</param>
public sealed record PublicationResult(DefinitionVersionRow Version, bool AlreadyPublished, PublicationRequestRow? Request);

/// <summary>A document to store as the draft of its definition.</summary>
/// <param name="Comment">Kept with the version; "Imported" and the like.</param>
public sealed record DraftSave(System.Text.Json.Nodes.JsonObject Model, DefinitionEditor? By, string? Comment = null)
{
    /// <summary>
    /// The latest version that the saver's checks looked at (empty: there was none); when somebody was faster, nothing is
    /// saved. Null when it does not matter.
    /// </summary>
    public byte[]? Seen { get; init; }

    public bool IsImport { get; init; }
}

/// <summary>Somebody else saved the definition between the check and the save. Check again.</summary>
public sealed class DraftOvertakenException(string definitionId) : Exception($"AW1406 Workflow definition {definitionId} was saved by somebody else at the same moment.");
