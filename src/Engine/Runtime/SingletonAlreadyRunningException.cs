namespace AidWorkflows.Engine.Runtime;

/// <summary>The activation strategy allows one living instance, and the database's unique index found another.</summary>
public sealed class SingletonAlreadyRunningException(string definitionId, string singletonKey)
    : Exception($"AW1003 Workflow definition {definitionId} already has a running instance for '{singletonKey}'. Nothing was started; wait until it ends or cancel it.")
{
    public string DefinitionId { get; } = definitionId;

    public string SingletonKey { get; } = singletonKey;
}
