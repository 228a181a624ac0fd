namespace AidWorkflows.Data.Definitions;

/// <summary>wf_definition_version: immutable once published or run.</summary>
public sealed class DefinitionVersionRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public int Version { get; init; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }

    /// <summary>Stays set after a retraction: what was published once is never edited again.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public required string Name { get; set; }

    /// <summary>Elsa's JSON as text, so that unknown parts and the order of keys survive.</summary>
    public required string Content { get; set; }

    /// <summary>SHA-256 of the content's UTF-8 bytes.</summary>
    public required byte[] ContentHash { get; set; }
    public string? CreatedBy { get; set; }
    public string? PublishedBy { get; set; }
    public string? Comment { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}
