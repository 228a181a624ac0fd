namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed class Call : Node
{
    private readonly Node _callee;
    private readonly Argument[] _arguments;
    private readonly Link _link;
    private readonly bool _spreads;

    public Call(Node callee, Argument[] arguments, Link link)
    {
        _callee = callee;
        _arguments = arguments;
        _link = link;
        _spreads = Array.Exists(arguments, a => a.Spread);
    }

    public override JsValue Evaluate(Frame frame)
    {
        var runtime = frame.Runtime;
        runtime.GuardStack();
        var callee = _callee.EvaluateCallee(frame, out var self);
        if (_link.Skips(frame, callee))
            return default;
        var arguments = _spreads ? Spread(frame, _arguments) : Plain(frame, _arguments);
        runtime.Position = _link.Position;
        if (callee.As<JsFunction>() is not { } function)
            throw runtime.TypeError($"{Describe(callee)} is not a function");
        return function.Call(runtime, self, new Args(arguments));
    }

    public static JsValue[] Arguments(Frame frame, Argument[] arguments) =>
        Array.Exists(arguments, a => a.Spread) ? Spread(frame, arguments) : Plain(frame, arguments);

    private static JsValue[] Plain(Frame frame, Argument[] arguments)
    {
        if (arguments.Length == 0)
            return [];
        frame.Runtime.Allocate(24 + 16L * arguments.Length);
        var values = new JsValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Value.Evaluate(frame);
        return values;
    }

    private static JsValue[] Spread(Frame frame, Argument[] arguments)
    {
        var values = new List<JsValue>();
        foreach (var argument in arguments)
        {
            var value = argument.Value.Evaluate(frame);
            if (!argument.Spread)
            {
                values.Add(value);
                continue;
            }
            foreach (var element in frame.Runtime.Iterate(value))
            {
                frame.Runtime.Allocate(64);
                frame.Runtime.CheckArrayLength(values.Count + 1);
                values.Add(element);
            }
        }
        return [.. values];
    }

    private string Describe(JsValue callee) => _callee switch
    {
        Identifier identifier => identifier.Name,
        Member member => member.Path,
        _ => JsConvert.Describe(callee),
    };
}

internal sealed class New(Node callee, Argument[] arguments, int position) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var runtime = frame.Runtime;
        runtime.GuardStack();
        var function = callee.Evaluate(frame);
        var values = Call.Arguments(frame, arguments);
        runtime.Position = position;
        runtime.Step();
        return function.As<JsFunction>() is { } constructor
            ? constructor.Construct(runtime, new Args(values))
            : throw runtime.TypeError($"{(callee as Identifier)?.Name ?? JsConvert.Describe(function)} is not a constructor");
    }
}
