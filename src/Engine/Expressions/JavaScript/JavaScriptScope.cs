using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>What a run can see besides the language: clock, random numbers, and the engine's names. Cheap to make; not thread-safe.</summary>
public sealed class JavaScriptScope
{
    private readonly record struct Global(string Name, object? Value);

    // Few names are usual, so a scan of an array beats hashing; Index takes over when there are many.
    private const int ScanLimit = 12;
    private Global[] _globals = [];
    private int _count;
    private Dictionary<string, int>? _index;
    private ulong _random;

    public JavaScriptScope(DateTimeOffset now, ulong randomSeed)
    {
        Now = now;
        _random = randomSeed;
    }

    /// <summary>Asked last for an unknown global; null means the name does not exist.</summary>
    public Func<string, HostFunction?>? ResolveFunction { get; set; }

    internal DateTimeOffset Now { get; }

    internal int Count => _count;

    public void Define(string name, JsonNode? value) => Add(name, value);

    public void Define(string name, HostFunction function) => Add(name, function);

    public void Define(string name, HostObject value) => Add(name, value);

    internal object? ValueAt(int index) => _globals[index].Value;

    internal int Find(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out var found) ? found : -1;
        var globals = _globals;
        for (var i = _count - 1; i >= 0; i--)
        {
            if (globals[i].Name == name)
                return i;
        }
        return -1;
    }

    // SplitMix64: deterministic from the recorded seed, so that a replayed burst sees the same numbers.
    internal double NextRandom()
    {
        _random += 0x9E3779B97F4A7C15;
        var z = _random;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private void Add(string name, object? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var existing = Find(name);
        if (existing >= 0)
        {
            _globals[existing] = new(name, value);
            return;
        }
        if (_count == _globals.Length)
            Array.Resize(ref _globals, Math.Max(4, _count * 2));
        _globals[_count] = new(name, value);
        _index?.Add(name, _count);
        _count++;
        if (_count == ScanLimit)
        {
            _index = new(StringComparer.Ordinal);
            for (var i = 0; i < _count; i++)
                _index[_globals[i].Name] = i;
        }
    }
}
