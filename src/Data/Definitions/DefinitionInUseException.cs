namespace AidWorkflows.Data.Definitions;

/// <summary>Instances still need the definition or version that was to be deleted.</summary>
public sealed class DefinitionInUseException(string definitionId, int? version, int instances)
    : Exception(version is null
        ? $"AW1402 Workflow definition {definitionId} has {instances} running instances. Let them end or cancel them, then delete it."
        : $"AW1403 Version {version} of workflow definition {definitionId} was run {instances} times; its history needs it. Retract it instead.")
{
    public string DefinitionId { get; } = definitionId;

    public int Instances { get; } = instances;
}
