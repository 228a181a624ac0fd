using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>A value thrown by the script or a built-in; scripts can catch it.</summary>
internal sealed class JsThrow(JsValue value, int position) : Exception
{
    public JsValue Value { get; } = value;

    public int Position { get; } = position;
}

/// <summary>State of one run: fuel, host names, errors. Fuel is charged before the work it pays for.</summary>
internal sealed class Runtime(JavaScriptProgram program, JavaScriptScope scope, JavaScriptLimits limits)
{
    private readonly long _deadline = Stopwatch.GetTimestamp() + (long)(limits.WallTime.TotalSeconds * Stopwatch.Frequency);
    private int _steps = limits.Steps;
    private long _bytes = limits.Bytes;
    private JsValue[]? _globals;
    private List<JsObject>? _joining;
    private Dictionary<(string Source, string Flags), RegexCode>? _regexes;
    private Dictionary<string, JsValue>? _implicit;
    private Dictionary<string, JsFunction>? _resolved;

    public JavaScriptLimits Limits { get; } = limits;

    public JavaScriptScope Scope { get; } = scope;

    /// <summary>Source offset of what runs now, for error messages.</summary>
    public int Position { get; set; }

    public int Depth { get; set; }

    /// <summary>Arrays being joined, so that a cyclic one ends.</summary>
    public List<JsObject> Joining => _joining ??= [];

    /// <summary>Patterns compiled by this run.</summary>
    public Dictionary<(string Source, string Flags), RegexCode> Regexes => _regexes ??= [];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        // One test for both "negative" and "every 256 steps".
        if ((--_steps & unchecked((int)0x800000FF)) <= 0)
            CheckFuel();
    }

    public void Charge(int steps)
    {
        if (steps <= 0)
            return;
        var before = _steps;
        _steps -= steps;
        if (_steps < 0 || before >> 8 != _steps >> 8)
            CheckFuel();
    }

    public void Allocate(long bytes)
    {
        if ((_bytes -= bytes) < 0)
            throw Limit($"the script used more than {Limits.Bytes:N0} bytes of memory");
    }

    /// <summary>Pays for a string that is about to be made.</summary>
    public void AllocateString(long length)
    {
        if (length > Limits.StringLength)
            throw Limit($"a string would have {length:N0} characters, the limit is {Limits.StringLength:N0}");
        Allocate(24 + 2 * length);
        Charge((int)(length / 64));
    }

    public void CheckArrayLength(long length)
    {
        if (length > Limits.ArrayLength)
            throw Limit($"an array would have {length:N0} elements, the limit is {Limits.ArrayLength:N0}");
    }

    public int ArrayLength(JsValue value)
    {
        var number = JsConvert.ToNumber(this, value);
        if (number != (uint)number)
            throw RangeError("Invalid array length");
        CheckArrayLength((long)number);
        return (int)number;
    }

    /// <summary>Guards every recursion; pairs with Leave, which an exception may skip because catch restores Depth.</summary>
    public void Enter()
    {
        Step();
        if (++Depth > Limits.Depth)
            throw Limit($"calls or data are nested more than {Limits.Depth} deep");
        GuardStack();
    }

    public void Leave() => Depth--;

    public void GuardStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Limit("calls are nested too deep");
    }

    public void CheckWall()
    {
        if (Stopwatch.GetTimestamp() > _deadline)
            throw Limit($"the script ran longer than {Limits.WallTime.TotalMilliseconds:N0} ms");
    }

    public JavaScriptException Limit(string message)
    {
        var (line, column) = program.Locate(Position);
        return new(JavaScriptErrorKind.Limit, "Limit", message, line, column);
    }

    public JsThrow TypeError(string message) => Error("TypeError", message);

    public JsThrow RangeError(string message) => Error("RangeError", message);

    public JsThrow Error(string name, string message) => new(new JsError(name, message), Position);

    public bool TryGlobal(string name, out JsValue value)
    {
        if (_implicit is not null && _implicit.TryGetValue(name, out value))
            return true;
        var index = Scope.Find(name);
        if (index < 0)
        {
            value = default;
            return false;
        }
        // A host function may define further names while the script runs.
        if (_globals is null || _globals.Length < Scope.Count)
        {
            var known = _globals?.Length ?? 0;
            Array.Resize(ref _globals, Scope.Count);
            _globals.AsSpan(known).Fill(JsValue.Hole);
        }
        value = _globals[index];
        if (value.IsHole)
            value = _globals[index] = Import(name, Scope.ValueAt(index));
        return true;
    }

    public bool TryResolve(string name, out JsValue value)
    {
        value = default;
        if (_resolved is null || !_resolved.TryGetValue(name, out var function))
        {
            var host = Scope.ResolveFunction?.Invoke(name);
            if (host is null)
                return false;
            function = new JsHostFunction(name, host);
            (_resolved ??= new(StringComparer.Ordinal))[name] = function;
        }
        value = function;
        return true;
    }

    public void SetGlobal(string name, JsValue value)
    {
        if (Scope.Find(name) >= 0)
            throw TypeError($"Assignment to constant variable '{name}'.");
        Allocate(64);
        (_implicit ??= new(StringComparer.Ordinal))[name] = value;
    }

    public JsValue Call(JsValue function, JsValue self, params JsValue[] args) =>
        function.As<JsFunction>() is { } callable
            ? callable.Call(this, self, new Args(args))
            : throw TypeError($"{JsConvert.Describe(function)} is not a function");

    public JsFunction Callable(JsValue value) =>
        value.As<JsFunction>() ?? throw TypeError($"{JsConvert.Describe(value)} is not a function");

    public IEnumerable<JsValue> Iterate(JsValue value) => value switch
    {
        { Text: { } text } => CodePoints(text),
        { Object: JsArray array } => Elements(array),
        { Object: JsMap map } => map.IsSet ? map.Walk(this).Select(e => e.Key) : map.Walk(this).Select(Pair),
        { Object: JsIterator iterator } => Rest(iterator),
        _ => throw TypeError($"{JsConvert.Describe(value)} is not iterable"),
    };

    public JsValue Pair((JsValue Key, JsValue Value) entry)
    {
        Allocate(88);
        return new JsArray([entry.Key, entry.Value]);
    }

    private JsValue Import(string name, object? value) => value switch
    {
        HostFunction function => new JsHostFunction(name, function),
        HostObject host => new JsHostObject(host),
        _ => JsonBridge.FromJson(this, (System.Text.Json.Nodes.JsonNode?)value),
    };

    private IEnumerable<JsValue> Elements(JsArray array)
    {
        for (var i = 0; i < array.Length; i++)
        {
            Step();
            yield return array[i];
        }
    }

    private IEnumerable<JsValue> CodePoints(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Step();
            Allocate(32);
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            yield return pair ? text.Substring(i++, 2) : JsConvert.CharText(text[i]);
        }
    }

    private IEnumerable<JsValue> Rest(JsIterator iterator)
    {
        while (iterator.Next(this, out var value))
            yield return value;
    }

    private void CheckFuel()
    {
        if (_steps < 0)
            throw Limit($"the script took more than {Limits.Steps:N0} steps");
        CheckWall();
    }
}
