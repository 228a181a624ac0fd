namespace AidWorkflows.Data.Definitions;

public sealed class DefinitionNotFoundException(string definitionId, int? version = null)
    : Exception($"AW1401 There is no workflow definition {definitionId}{(version is null ? "" : $" version {version}")}.")
{
    public string DefinitionId { get; } = definitionId;
}
