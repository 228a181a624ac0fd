using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed class JsDate(double time) : JsObject
{
    public override MethodKind Kind => MethodKind.Date;

    public override string ClassName => "Date";

    /// <summary>Milliseconds since 1970 in UTC, or NaN.</summary>
    public double Time { get; set; } = time;
}

internal sealed class JsError(string name, string? message) : JsObject
{
    public override MethodKind Kind => MethodKind.Error;

    public override string ClassName => "Error";

    public string Name { get; } = name;

    public string? Message { get; } = message;

    public JsValue Cause { get; set; }

    public override IEnumerable<string> HiddenKeys => ["stack", "message"];

    public override bool TryGetOwn(Runtime runtime, string key, out JsValue value)
    {
        if (base.TryGetOwn(runtime, key, out value))
            return true;
        value = key switch
        {
            "name" => Name,
            "message" => Message ?? "",
            "cause" => Cause,
            "stack" => string.IsNullOrEmpty(Message) ? Name : $"{Name}: {Message}",
            _ => default,
        };
        return !value.IsUndefined;
    }
}

/// <summary>What keys(), values(), entries() and matchAll() return.</summary>
internal sealed class JsIterator(IEnumerator<JsValue> items) : JsObject
{
    public override MethodKind Kind => MethodKind.Iterator;

    public override string ClassName => "Iterator";

    public bool Next(Runtime runtime, out JsValue value)
    {
        runtime.Step();
        var more = items.MoveNext();
        value = more ? items.Current : default;
        return more;
    }
}

/// <summary>Insertion-ordered table behind Map and Set; entries may be removed while it is walked.</summary>
internal sealed class JsMap(bool isSet) : JsObject
{
    private readonly Dictionary<JsValue, int> _index = new(SameValueZero.Comparer);
    private readonly List<(JsValue Key, JsValue Value, bool Live)> _entries = [];

    public override MethodKind Kind => isSet ? MethodKind.Set : MethodKind.Map;

    public override string ClassName => isSet ? "Set" : "Map";

    public bool IsSet => isSet;

    public int Size => _index.Count;

    public bool TryGet(JsValue key, out JsValue value)
    {
        var found = _index.TryGetValue(key, out var at);
        value = found ? _entries[at].Value : default;
        return found;
    }

    public void Put(Runtime runtime, JsValue key, JsValue value)
    {
        if (_index.TryGetValue(key, out var at))
        {
            _entries[at] = (_entries[at].Key, value, true);
            return;
        }
        runtime.CheckArrayLength(_entries.Count + 1);
        runtime.Allocate(96);
        if (key.IsNumber && key.Number == 0)
            key = 0.0;
        _index[key] = _entries.Count;
        _entries.Add((key, value, true));
    }

    public bool Remove(JsValue key)
    {
        if (!_index.Remove(key, out var at))
            return false;
        _entries[at] = default;
        return true;
    }

    public void Clear()
    {
        _index.Clear();
        for (var i = 0; i < _entries.Count; i++)
            _entries[i] = default;
    }

    public IEnumerable<(JsValue Key, JsValue Value)> Walk(Runtime runtime)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            runtime.Step();
            if (_entries[i].Live)
                yield return (_entries[i].Key, _entries[i].Value);
        }
    }
}

internal sealed class SameValueZero : IEqualityComparer<JsValue>
{
    public static readonly SameValueZero Comparer = new();

    public bool Equals(JsValue x, JsValue y) =>
        JsConvert.StrictEquals(x, y) || (x.IsNumber && y.IsNumber && double.IsNaN(x.Number) && double.IsNaN(y.Number));

    public int GetHashCode(JsValue value) => value.Type switch
    {
        JsType.Number => value.Number == 0 ? 0 : value.Number.GetHashCode(),
        JsType.Boolean => value.Boolean ? 1 : 2,
        JsType.String => StringComparer.Ordinal.GetHashCode(value.Text!),
        JsType.Object => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value.Object),
        _ => (int)value.Type,
    };
}

/// <summary>An engine object: nothing is kept here, every access goes to the host.</summary>
internal sealed class JsHostObject(HostObject host) : JsObject
{
    public override bool TryGetOwn(Runtime runtime, string key, out JsValue value)
    {
        var found = host.TryGet(key, out var node);
        value = found ? JsonBridge.FromJson(runtime, node) : default;
        return found;
    }

    public override void Set(Runtime runtime, string key, JsValue value) => host.Set(key, JsonBridge.ToJson(runtime, value));

    public override bool Delete(Runtime runtime, string key) => false;

    public override List<string> Keys(Runtime runtime)
    {
        var names = host.Names.ToList();
        runtime.Charge(names.Count);
        return names;
    }
}

internal sealed class JsHostFunction(string name, HostFunction host) : JsFunction
{
    public override string Name => name;

    public override int ParameterCount => 0;

    public override JsValue Call(Runtime runtime, JsValue self, Args args)
    {
        runtime.Step();
        var nodes = args.Length == 0 ? [] : new JsonNode?[args.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = JsonBridge.ToJson(runtime, args[i]);
        return JsonBridge.FromJson(runtime, host(nodes));
    }
}
