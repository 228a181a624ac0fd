namespace AidWorkflows.Data.Publishing;

/// <summary>Who changes a definition, as its history keeps it: names change, and people leave.</summary>
/// <param name="PersonId">Rules about two persons compare this one, never accounts.</param>
/// <param name="Account">The account's sign-in name.</param>
public sealed record DefinitionEditor(string PersonId, string? Name = null, string? Account = null)
{
    public static DefinitionEditor? Of(string? personId) => personId is null ? null : new DefinitionEditor(personId);
}
