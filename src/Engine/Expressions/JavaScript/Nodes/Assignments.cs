namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed class Assign(Target target, Node value) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        target.Prepare(frame, out var container, out var key);
        var result = value.Evaluate(frame);
        target.Write(frame, container, key, result);
        return result;
    }
}

internal sealed class CompoundAssign(Target target, Operator op, Node value) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        target.Prepare(frame, out var container, out var key);
        var old = target.Read(frame, container, key);
        var result = Binary.Apply(frame.Runtime, op, old, value.Evaluate(frame));
        target.Write(frame, container, key, result);
        return result;
    }
}

internal sealed class LogicalAssign(Target target, char op, Node value) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        target.Prepare(frame, out var container, out var key);
        var old = target.Read(frame, container, key);
        var keeps = op switch
        {
            '&' => !old.IsTruthy,
            '|' => old.IsTruthy,
            _ => !old.IsNullish,
        };
        if (keeps)
            return old;
        var result = value.Evaluate(frame);
        target.Write(frame, container, key, result);
        return result;
    }
}

internal sealed class Increment(Target target, int by, bool returnsOld) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        target.Prepare(frame, out var container, out var key);
        var value = target.Read(frame, container, key);
        var old = value.IsNumber ? value.Number : JsConvert.ToNumber(frame.Runtime, value);
        target.Write(frame, container, key, old + by);
        return returnsOld ? old : old + by;
    }
}
