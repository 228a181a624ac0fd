namespace AidWorkflows.Data.Definitions;

/// <summary>wf_definition: what all versions share, and the row that is locked while versions change.</summary>
public sealed class DefinitionRow
{
    public required string DefinitionId { get; init; }
    public required string Name { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when it was deleted although finished instances still point to its versions.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}
