namespace AidWorkflows.Data.Publishing;

/// <summary>wf_draft_editor: everybody who changed a version while it was a draft, whoever saved it last.</summary>
public sealed class DraftEditorRow
{
    public required string VersionId { get; init; }
    public required string PersonId { get; init; }
    public string? PersonName { get; init; }
    public DateTimeOffset FirstAt { get; init; }
}
