namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>One call in progress. Variables sit in slots; those that closures use sit in cells.</summary>
internal sealed class Frame(Runtime runtime, JsValue[] slots, Cell[] captures)
{
    public readonly Runtime Runtime = runtime;
    public readonly JsValue[] Slots = slots;
    public readonly Cell[] Captures = captures;
    public JsValue This;

    /// <summary>Value of the return statement that ended the function.</summary>
    public JsValue Result;

    /// <summary>Value of the last expression statement of the program.</summary>
    public JsValue Completion;

    /// <summary>Target of a labelled break or continue under way.</summary>
    public string? Label;

    /// <summary>Set when ?. found nothing: the rest of that chain is skipped.</summary>
    public bool Skipped;
}

/// <summary>An expression.</summary>
internal abstract class Node
{
    public bool Bracketed { get; set; }

    public abstract JsValue Evaluate(Frame frame);

    /// <summary>Evaluates a callee together with the object it is a method of.</summary>
    public virtual JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        self = default;
        return Evaluate(frame);
    }
}

/// <summary>An expression that can be assigned to: its parts are evaluated once, then read and written.</summary>
internal abstract class Target : Node
{
    public abstract void Prepare(Frame frame, out JsValue container, out JsValue key);

    public abstract JsValue Read(Frame frame, in JsValue container, in JsValue key);

    public abstract void Write(Frame frame, in JsValue container, in JsValue key, in JsValue value);
}

internal enum Signal : byte
{
    None,
    Break,
    Continue,
    Return,
}

internal abstract class Statement
{
    public int Position { get; set; }

    public abstract Signal Execute(Frame frame);
}

internal sealed class Literal(JsValue value) : Node
{
    public JsValue Value => value;

    public override JsValue Evaluate(Frame frame) => value;
}

internal sealed class This : Node
{
    public override JsValue Evaluate(Frame frame) => frame.This;
}

internal sealed class Sequence(Node[] parts) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        JsValue last = default;
        foreach (var part in parts)
            last = part.Evaluate(frame);
        return last;
    }
}

internal sealed class RegexLiteral(RegexCode code) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        frame.Runtime.Allocate(96);
        return new JsRegExp(code);
    }
}

internal sealed class Template(string[] texts, Node[] values) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var runtime = frame.Runtime;
        var parts = new string[texts.Length + values.Length];
        long length = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = i % 2 == 0 ? texts[i / 2] : JsConvert.ToText(runtime, values[i / 2].Evaluate(frame));
            length += parts[i].Length;
        }
        runtime.AllocateString(length + 12L * parts.Length);
        return string.Concat(parts);
    }
}

internal readonly record struct Argument(Node Value, bool Spread);

internal sealed class ArrayLiteral(Argument[] items) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        frame.Runtime.Step();
        var array = JsArray.Create(frame.Runtime, items.Length);
        foreach (var item in items)
        {
            var value = item.Value.Evaluate(frame);
            if (!item.Spread)
            {
                array.Add(frame.Runtime, value);
                continue;
            }
            foreach (var element in frame.Runtime.Iterate(value))
                array.Add(frame.Runtime, element);
        }
        return array;
    }
}

/// <summary>Name and Computed both null: a spread.</summary>
internal readonly record struct Property(string? Name, Node? Computed, Node Value);

internal sealed class ObjectLiteral(Property[] properties) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var runtime = frame.Runtime;
        runtime.Step();
        runtime.Allocate(160);
        var result = new JsObject();
        foreach (var property in properties)
        {
            if (property.Name is { } name)
            {
                result.Put(runtime, name, property.Value.Evaluate(frame));
            }
            else if (property.Computed is { } computed)
            {
                var key = JsConvert.ToKey(runtime, computed.Evaluate(frame));
                result.Put(runtime, key, property.Value.Evaluate(frame));
            }
            else
            {
                CopyProperties(runtime, property.Value.Evaluate(frame), result, []);
            }
        }
        return result;
    }

    public static void CopyProperties(Runtime runtime, JsValue source, JsObject target, IReadOnlyCollection<string> except)
    {
        if (source.Text is { } text)
        {
            for (var i = 0; i < text.Length; i++)
                target.Set(runtime, JsConvert.ToKey(runtime, i), JsConvert.CharText(text[i]));
        }
        if (source.Object is not { } obj)
            return;
        foreach (var key in obj.Keys(runtime))
        {
            runtime.Step();
            if (!except.Contains(key) && obj.TryGetOwn(runtime, key, out var value))
                target.Set(runtime, key, value);
        }
    }
}
