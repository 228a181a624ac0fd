namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed class Empty : Statement
{
    public override Signal Execute(Frame frame) => Signal.None;
}

internal sealed class ExpressionStatement(Node expression, int cost, bool keep) : Statement
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Runtime.Step();
        frame.Runtime.Charge(cost);
        var value = expression.Evaluate(frame);
        if (keep)
            frame.Completion = value;
        return Signal.None;
    }
}

internal sealed class VariableStatement((Pattern Target, Node? Value)[] declarations, int cost) : Statement
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Runtime.Step();
        frame.Runtime.Charge(cost);
        foreach (var (target, value) in declarations)
        {
            if (value is not null)
                target.Bind(frame, value.Evaluate(frame), declares: true);
        }
        return Signal.None;
    }
}

internal sealed class Block(Statement[] body, Scope scope) : Statement
{
    public override Signal Execute(Frame frame)
    {
        if (!scope.IsEmpty)
            scope.Enter(frame);
        foreach (var statement in body)
        {
            var signal = statement.Execute(frame);
            if (signal != Signal.None)
                return signal;
        }
        return Signal.None;
    }
}

internal sealed class If(Node test, Statement then, Statement? otherwise, int cost) : Statement
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Runtime.Step();
        frame.Runtime.Charge(cost);
        var holds = test.Evaluate(frame).IsTruthy;
        frame.Completion = default;
        return holds ? then.Execute(frame) : otherwise?.Execute(frame) ?? Signal.None;
    }
}

internal sealed class Labeled(string[] labels, Statement body) : Statement
{
    public override Signal Execute(Frame frame)
    {
        var signal = body.Execute(frame);
        if (signal != Signal.Break || frame.Label is null || !labels.Contains(frame.Label))
            return signal;
        frame.Label = null;
        return Signal.None;
    }
}

internal sealed class Jump(Signal signal, string? label) : Statement
{
    public override Signal Execute(Frame frame)
    {
        frame.Label = label;
        return signal;
    }
}

internal sealed class Return(Node? value, int cost) : Statement
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Runtime.Step();
        frame.Runtime.Charge(cost);
        frame.Result = value is null ? default : value.Evaluate(frame);
        return Signal.Return;
    }
}

internal sealed record SwitchCase(Node? Test, Statement[] Body);

internal sealed class Switch(Node value, SwitchCase[] cases, Scope scope, int cost) : Statement
{
    public override Signal Execute(Frame frame)
    {
        var runtime = frame.Runtime;
        runtime.Position = Position;
        runtime.Step();
        runtime.Charge(cost);
        var subject = value.Evaluate(frame);
        frame.Completion = default;
        scope.Enter(frame);
        var start = Array.FindIndex(cases, c => c.Test is not null && JsConvert.StrictEquals(subject, c.Test.Evaluate(frame)));
        if (start < 0)
            start = Array.FindIndex(cases, c => c.Test is null);
        for (var i = start; i >= 0 && i < cases.Length; i++)
        {
            foreach (var statement in cases[i].Body)
            {
                var signal = statement.Execute(frame);
                if (signal == Signal.Break && frame.Label is null)
                    return Signal.None;
                if (signal != Signal.None)
                    return signal;
            }
        }
        return Signal.None;
    }
}

internal sealed class Throw(Node value) : Statement
{
    // .NET exceptions are dear; a script must not get thousands of them cheaply.
    private const int ThrowCost = 20;

    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Charge(ThrowCost);
        var thrown = value.Evaluate(frame);
        throw new JsThrow(thrown, Position);
    }
}

/// <summary>Handles JsThrow only: running out of fuel passes by catch and finally.</summary>
internal sealed class Try(Block body, Scope? scope, Pattern? parameter, Block? handler, Block? final) : Statement
{
    public override Signal Execute(Frame frame)
    {
        var runtime = frame.Runtime;
        var depth = runtime.Depth;
        runtime.Step();
        frame.Completion = default;
        if (final is null)
            return ExecuteHandled(frame, depth);
        Signal signal;
        JsThrow? pending = null;
        try
        {
            signal = ExecuteHandled(frame, depth);
        }
        catch (JsThrow thrown)
        {
            runtime.Depth = depth;
            pending = thrown;
            signal = Signal.None;
        }
        var (result, completion, label) = (frame.Result, frame.Completion, frame.Label);
        frame.Label = null;
        frame.Skipped = false;
        var finalSignal = final.Execute(frame);
        if (finalSignal != Signal.None)
            return finalSignal;
        if (pending is not null)
            throw new JsThrow(pending.Value, pending.Position);
        (frame.Result, frame.Completion, frame.Label) = (result, completion, label);
        return signal;
    }

    private Signal ExecuteHandled(Frame frame, int depth)
    {
        if (handler is null)
            return body.Execute(frame);
        JsThrow error;
        try
        {
            return body.Execute(frame);
        }
        catch (JsThrow thrown)
        {
            error = thrown;
        }
        frame.Runtime.Depth = depth;
        frame.Runtime.Charge(20);
        frame.Skipped = false;
        scope!.Enter(frame);
        parameter?.Bind(frame, error.Value, declares: true);
        return handler.Execute(frame);
    }
}
