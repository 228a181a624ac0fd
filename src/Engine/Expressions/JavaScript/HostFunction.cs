using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>A function of the engine that scripts may call.</summary>
public delegate JsonNode? HostFunction(IReadOnlyList<JsonNode?> arguments);
