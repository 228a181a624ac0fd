namespace AidWorkflows.Data.Definitions;

/// <summary>The JSON cannot be stored as a workflow definition.</summary>
public sealed class InvalidDefinitionException(string reason) : Exception($"AW1404 {reason}");
