namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Arguments of one call; missing ones read as undefined. Callees never keep the array.</summary>
internal readonly struct Args(JsValue[] items)
{
    public static readonly Args None = new([]);

    public JsValue[] Items { get; } = items;

    public int Length => Items.Length;

    public JsValue this[int index] => index < Items.Length ? Items[index] : default;

    public ReadOnlySpan<JsValue> From(int index) => index >= Items.Length ? [] : Items.AsSpan(index);
}

internal delegate JsValue NativeCode(Runtime runtime, JsValue self, Args args);

internal abstract class JsFunction : JsObject
{
    public override MethodKind Kind => MethodKind.Function;

    public override string ClassName => "Function";

    public abstract string Name { get; }

    public abstract int ParameterCount { get; }

    public override IEnumerable<string> HiddenKeys => ["length", "name"];

    public abstract JsValue Call(Runtime runtime, JsValue self, Args args);

    public virtual JsValue Construct(Runtime runtime, Args args) => throw runtime.TypeError($"{Name} is not a constructor");

    public virtual bool IsMakerOf(JsObject value) => ReferenceEquals(value.Maker, this);

    public override bool TryGetOwn(Runtime runtime, string key, out JsValue value)
    {
        if (base.TryGetOwn(runtime, key, out value))
            return true;
        value = key switch
        {
            "name" => Name,
            "length" => ParameterCount,
            _ => default,
        };
        return !value.IsUndefined;
    }
}

/// <summary>A built-in: shared by all runs, so frozen from birth.</summary>
internal sealed class NativeFunction : JsFunction
{
    private readonly NativeCode _code;

    public NativeFunction(string name, int parameterCount, NativeCode code)
    {
        Name = name;
        ParameterCount = parameterCount;
        _code = code;
        Frozen = true;
    }

    public override string Name { get; }

    public override int ParameterCount { get; }

    public Func<Runtime, Args, JsValue>? Constructor { get; init; }

    public Func<JsObject, bool>? Made { get; init; }

    public override JsValue Call(Runtime runtime, JsValue self, Args args)
    {
        runtime.Step();
        return _code(runtime, self, args);
    }

    public override JsValue Construct(Runtime runtime, Args args) =>
        Constructor is null ? base.Construct(runtime, args) : Constructor(runtime, args);

    public override bool IsMakerOf(JsObject value) => Made?.Invoke(value) ?? false;
}

internal sealed class BoundFunction(JsFunction target, JsValue self, JsValue[] bound) : JsFunction
{
    public override string Name => "bound " + target.Name;

    public override int ParameterCount => Math.Max(0, target.ParameterCount - bound.Length);

    public override JsValue Call(Runtime runtime, JsValue ignored, Args args)
    {
        runtime.Enter();
        runtime.Allocate(16L * (bound.Length + args.Length));
        var result = target.Call(runtime, self, new Args([.. bound, .. args.Items]));
        runtime.Leave();
        return result;
    }
}

/// <summary>A closure: code plus the cells it captured.</summary>
internal sealed class ScriptFunction(FunctionCode code, Cell[] captures, JsValue lexicalThis) : JsFunction
{
    public override string Name => code.Name ?? "";

    public override int ParameterCount => code.ExpectedArguments;

    public override JsValue Call(Runtime runtime, JsValue self, Args args)
    {
        runtime.Enter();
        runtime.Allocate(120 + 16L * code.SlotCount);
        var frame = new Frame(runtime, new JsValue[code.SlotCount], captures) { This = code.IsArrow ? lexicalThis : self };
        var result = code.Invoke(frame, this, args);
        runtime.Leave();
        return result;
    }

    public override JsValue Construct(Runtime runtime, Args args)
    {
        if (code.IsArrow || code.IsMethod)
            throw runtime.TypeError($"{Name} is not a constructor");
        runtime.Allocate(64);
        var made = new JsObject { Maker = this };
        var result = Call(runtime, made, args);
        return result.IsObject ? result : made;
    }
}
