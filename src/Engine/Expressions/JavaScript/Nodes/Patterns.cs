namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Left side of a declaration, parameter or destructuring assignment.</summary>
internal abstract class Pattern
{
    public abstract void Bind(Frame frame, JsValue value, bool declares);
}

internal sealed class TargetPattern(Target target) : Pattern
{
    public Target Target => target;

    public override void Bind(Frame frame, JsValue value, bool declares)
    {
        if (declares && target is Identifier identifier)
        {
            identifier.Initialise(frame, value);
            return;
        }
        target.Prepare(frame, out var container, out var key);
        target.Write(frame, container, key, value);
    }
}

/// <summary>Target null: a gap in an array pattern. Name and Computed belong to object patterns.</summary>
internal readonly record struct PatternElement(string? Name, Node? Computed, Pattern? Target, Node? Default)
{
    public void Bind(Frame frame, JsValue value, bool declares)
    {
        if (value.IsUndefined && Default is not null)
            value = Default.Evaluate(frame);
        Target?.Bind(frame, value, declares);
    }
}

internal sealed class ArrayPattern(PatternElement[] elements, Pattern? rest) : Pattern
{
    public override void Bind(Frame frame, JsValue value, bool declares)
    {
        var runtime = frame.Runtime;
        runtime.Charge(elements.Length);
        using var items = runtime.Iterate(value).GetEnumerator();
        foreach (var element in elements)
            element.Bind(frame, items.MoveNext() ? items.Current : default, declares);
        if (rest is null)
            return;
        var others = JsArray.Create(runtime, 0);
        while (items.MoveNext())
            others.Add(runtime, items.Current);
        rest.Bind(frame, others, declares);
    }
}

internal sealed class ObjectPattern(PatternElement[] elements, Pattern? rest) : Pattern
{
    public override void Bind(Frame frame, JsValue value, bool declares)
    {
        var runtime = frame.Runtime;
        if (value.IsNullish)
            throw runtime.TypeError($"Cannot destructure '{JsConvert.Describe(value)}' as it is {JsConvert.Describe(value)}.");
        runtime.Charge(elements.Length);
        var taken = rest is null ? null : new List<string>();
        foreach (var element in elements)
        {
            var key = element.Name ?? JsConvert.ToKey(runtime, element.Computed!.Evaluate(frame));
            taken?.Add(key);
            element.Bind(frame, Member.Get(runtime, value, key), declares);
        }
        if (rest is null)
            return;
        runtime.Allocate(160);
        var others = new JsObject();
        ObjectLiteral.CopyProperties(runtime, value, others, taken!);
        rest.Bind(frame, others, declares);
    }
}

internal sealed class AssignPattern(Pattern pattern, Node value) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var result = value.Evaluate(frame);
        pattern.Bind(frame, result, declares: false);
        return result;
    }
}
