namespace AidWorkflows.Domain.Policies;

/// <summary>Where a value is written: a document of the pack's register, and the place in it (S-001).</summary>
/// <param name="Document">Id in <see cref="PolicyPack.Documents"/>.</param>
/// <param name="Question">The open question (Q-...) that the text leaves, where this value is a choice and not the text's own words.</param>
/// <param name="Note">Why this choice was made.</param>
public sealed record Citation(string Document, string Clause, string? Question = null, string? Note = null);

/// <summary>A document that values are cited from. Without a known number it is marked until somebody fills it in .</summary>
public sealed record PolicyDocument(string Path, string Id, string Title, string? Number, string? Source)
{
    /// <summary>The number is missing, or redacted as in "〔20xx〕13号".</summary>
    public bool IsNumberUnknown => Number is null || Number.Contains("xx", StringComparison.OrdinalIgnoreCase);
}
