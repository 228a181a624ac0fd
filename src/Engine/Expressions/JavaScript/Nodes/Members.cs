namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Place of one link in a chain: whether it is "?." itself, and whether an earlier one was.</summary>
internal readonly record struct Link(int Position, bool Optional, bool InChain)
{
    /// <summary>True when the rest of the chain is to be skipped.</summary>
    public bool Skips(Frame frame, in JsValue container)
    {
        if (InChain && frame.Skipped)
            return true;
        if (Optional && container.IsNullish)
            return frame.Skipped = true;
        return false;
    }
}

internal sealed class OptionalChain(Node chain) : Node
{
    public Node Chain => chain;

    public override JsValue Evaluate(Frame frame) => EvaluateCallee(frame, out _);

    public override JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        var outer = frame.Skipped;
        frame.Skipped = false;
        var value = chain.EvaluateCallee(frame, out self);
        frame.Skipped = outer;
        return value;
    }
}

internal sealed class Member(Node container, string name, Link link) : Target
{
    private readonly bool _nested = container is not (Identifier or This or Literal);
    private readonly JsFunction?[]? _methods = Builtins.Methods.GetValueOrDefault(name);

    /// <summary>For error messages.</summary>
    public string Path => container switch
    {
        Identifier identifier => $"{identifier.Name}.{name}",
        Member member => $"{member.Path}.{name}",
        This => $"this.{name}",
        _ => $"(intermediate value).{name}",
    };

    public static JsValue Get(Runtime runtime, JsValue container, string name) =>
        Get(runtime, container, name, Builtins.Methods.GetValueOrDefault(name));

    public override JsValue Evaluate(Frame frame) => EvaluateCallee(frame, out _);

    public override JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        var runtime = frame.Runtime;
        if (_nested)
            runtime.GuardStack();
        self = container.Evaluate(frame);
        if (link.Skips(frame, self))
            return default;
        runtime.Position = link.Position;
        return Get(runtime, self, name, _methods);
    }

    public override void Prepare(Frame frame, out JsValue target, out JsValue key)
    {
        target = container.Evaluate(frame);
        key = default;
    }

    public override JsValue Read(Frame frame, in JsValue target, in JsValue key)
    {
        frame.Runtime.Position = link.Position;
        return Get(frame.Runtime, target, name, _methods);
    }

    public override void Write(Frame frame, in JsValue target, in JsValue key, in JsValue value)
    {
        frame.Runtime.Position = link.Position;
        Set(frame.Runtime, target, name, value);
    }

    public bool Delete(Frame frame)
    {
        var target = container.Evaluate(frame);
        return link.Skips(frame, target) || Remove(frame.Runtime, target, name);
    }

    public static bool Remove(Runtime runtime, JsValue target, string name)
    {
        if (target.IsNullish)
            throw runtime.TypeError("Cannot convert undefined or null to object");
        return target.Object?.Delete(runtime, name) ?? true;
    }

    public static void Set(Runtime runtime, in JsValue target, string name, in JsValue value)
    {
        if (target.IsNullish)
            throw runtime.TypeError($"Cannot set properties of {(target.IsNull ? "null" : "undefined")} (setting '{name}')");
        target.Object?.Set(runtime, name, value);
    }

    private static JsValue Get(Runtime runtime, in JsValue container, string name, JsFunction?[]? methods)
    {
        MethodKind kind;
        switch (container.Type)
        {
            case JsType.Object:
                var obj = container.Object!;
                if (obj.TryGetOwn(runtime, name, out var value))
                    return value;
                if (methods is null)
                    return obj is JsMap map && name == "size" ? map.Size : default(JsValue);
                kind = obj.Kind;
                break;
            case JsType.String:
                var text = container.Text!;
                if (name == "length")
                    return text.Length;
                if (PropertyMap.IsIndex(name, out var index))
                    return index < text.Length ? JsConvert.CharText(text[(int)index]) : default(JsValue);
                kind = MethodKind.String;
                break;
            case JsType.Number:
                kind = MethodKind.Number;
                break;
            case JsType.Boolean:
                kind = MethodKind.Boolean;
                break;
            default:
                throw runtime.TypeError($"Cannot read properties of {(container.IsNull ? "null" : "undefined")} (reading '{name}')");
        }
        var method = methods is null ? null : methods[(int)kind] ?? methods[(int)MethodKind.Object];
        return method is null ? default(JsValue) : method;
    }
}

internal sealed class Index(Node container, Node key, Link link) : Target
{
    private readonly bool _nested = container is not (Identifier or This or Literal);

    public override JsValue Evaluate(Frame frame) => EvaluateCallee(frame, out _);

    public override JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        if (_nested)
            frame.Runtime.GuardStack();
        self = container.Evaluate(frame);
        return link.Skips(frame, self) ? default : Read(frame, self, key.Evaluate(frame));
    }

    public override void Prepare(Frame frame, out JsValue target, out JsValue name)
    {
        target = container.Evaluate(frame);
        name = key.Evaluate(frame);
        // Objects as keys are converted once, before the right-hand side runs.
        if (name.IsObject)
            name = JsConvert.ToKey(frame.Runtime, name);
    }

    public override JsValue Read(Frame frame, in JsValue target, in JsValue name)
    {
        var runtime = frame.Runtime;
        runtime.Position = link.Position;
        if (name.IsNumber && name.Number is >= 0 and < int.MaxValue && (int)name.Number is var at && at == name.Number)
        {
            if (target.Object is JsArray array && at < array.Length)
                return array[at];
            if (target.Text is { } text)
                return at < text.Length ? JsConvert.CharText(text[at]) : default(JsValue);
        }
        if (target.IsNullish)
            throw runtime.TypeError($"Cannot read properties of {(target.IsNull ? "null" : "undefined")} (reading '{(name.IsObject ? "object" : JsConvert.ToKey(runtime, name))}')");
        return Member.Get(runtime, target, JsConvert.ToKey(runtime, name));
    }

    public override void Write(Frame frame, in JsValue target, in JsValue name, in JsValue value)
    {
        var runtime = frame.Runtime;
        runtime.Position = link.Position;
        if (target.Object is JsArray array && name.IsNumber && name.Number is >= 0 and < int.MaxValue && (int)name.Number is var at && at == name.Number)
            array.SetAt(runtime, at, value);
        else
            Member.Set(runtime, target, JsConvert.ToKey(runtime, name), value);
    }

    public bool Delete(Frame frame)
    {
        var target = container.Evaluate(frame);
        return link.Skips(frame, target) || Member.Remove(frame.Runtime, target, JsConvert.ToKey(frame.Runtime, key.Evaluate(frame)));
    }
}

internal sealed class Delete(Node operand) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var outer = frame.Skipped;
        frame.Skipped = false;
        JsValue result = (operand is OptionalChain chain ? chain.Chain : operand) switch
        {
            Member member => member.Delete(frame),
            Index index => index.Delete(frame),
            Identifier => false,
            _ => true,
        };
        frame.Skipped = outer;
        return result;
    }
}
