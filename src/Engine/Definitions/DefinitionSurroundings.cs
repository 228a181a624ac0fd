namespace AidWorkflows.Engine.Definitions;

/// <summary>The other definitions, as far as one is checked against them.</summary>
/// <param name="Others">By definition id, without the one that is checked.</param>
public sealed record DefinitionSurroundings(IReadOnlyDictionary<string, NeighbourDefinition> Others)
{
    /// <summary>Steps that this definition must not go around, whatever its designer says.</summary>
    public IReadOnlyList<string> RequiredSteps { get; init; } = [];
}

/// <summary>Another definition.</summary>
/// <param name="WaitsFor">The definitions that it starts and whose end it waits for.</param>
public sealed record NeighbourDefinition(string Name, bool IsPublished, IReadOnlyList<string> WaitsFor);
