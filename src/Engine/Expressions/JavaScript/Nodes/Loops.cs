namespace AidWorkflows.Engine.Expressions.JavaScript;

internal abstract class Loop(Statement body, string[] labels, int cost) : Statement
{
    /// <summary>One round; false when the loop ends, with the signal to pass on.</summary>
    protected bool Round(Frame frame, out Signal passOn)
    {
        passOn = Signal.None;
        frame.Runtime.Step();
        frame.Runtime.Charge(cost);
        var signal = body.Execute(frame);
        switch (signal)
        {
            case Signal.None:
                return true;
            case Signal.Break when frame.Label is null:
                return false;
            case Signal.Continue when frame.Label is null || labels.Contains(frame.Label):
                frame.Label = null;
                return true;
            default:
                passOn = signal;
                return false;
        }
    }
}

internal sealed class While(Node test, Statement body, string[] labels, int cost) : Loop(body, labels, cost)
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Completion = default;
        while (test.Evaluate(frame).IsTruthy)
        {
            if (!Round(frame, out var signal))
                return signal;
        }
        return Signal.None;
    }
}

internal sealed class DoWhile(Statement body, Node test, string[] labels, int cost) : Loop(body, labels, cost)
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Completion = default;
        do
        {
            if (!Round(frame, out var signal))
                return signal;
        }
        while (test.Evaluate(frame).IsTruthy);
        return Signal.None;
    }
}

internal sealed class For(Statement? start, Node? test, Node? update, Statement body, Scope scope, string[] labels, int cost) : Loop(body, labels, cost)
{
    public override Signal Execute(Frame frame)
    {
        frame.Runtime.Position = Position;
        frame.Completion = default;
        scope.Enter(frame);
        start?.Execute(frame);
        scope.Renew(frame);
        while (test is null || test.Evaluate(frame).IsTruthy)
        {
            if (!Round(frame, out var signal))
                return signal;
            scope.Renew(frame);
            update?.Evaluate(frame);
        }
        return Signal.None;
    }
}

internal sealed class ForEach(Pattern target, bool declares, Node subject, Statement body, Scope scope, string[] labels, int cost) : Loop(body, labels, cost)
{
    public required bool OverKeys { get; init; }

    public override Signal Execute(Frame frame)
    {
        var runtime = frame.Runtime;
        runtime.Position = Position;
        frame.Completion = default;
        scope.Enter(frame);
        var value = subject.Evaluate(frame);
        runtime.Position = Position;
        foreach (var item in OverKeys ? Keys(runtime, value) : runtime.Iterate(value))
        {
            runtime.Allocate(32);
            scope.Enter(frame);
            target.Bind(frame, item, declares);
            if (!Round(frame, out var signal))
                return signal;
        }
        return Signal.None;
    }

    private static IEnumerable<JsValue> Keys(Runtime runtime, JsValue value)
    {
        if (value.Text is { } text)
            return Enumerable.Range(0, text.Length).Select(i => (JsValue)JsConvert.ToKey(runtime, i));
        if (value.Object is not { } obj)
            return [];
        // A property deleted during the walk is not visited.
        return obj.Keys(runtime).Where(k => obj.TryGetOwn(runtime, k, out _)).Select(k => (JsValue)k);
    }
}
