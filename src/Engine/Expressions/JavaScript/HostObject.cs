using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>An object of the engine: every property read and write of the script goes to it.</summary>
public abstract class HostObject
{
    public abstract IEnumerable<string> Names { get; }

    public abstract bool TryGet(string name, out JsonNode? value);

    public abstract void Set(string name, JsonNode? value);
}
