namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed record Parameter(Pattern Target, Node? Default, bool Rest);

/// <summary>A function as written; closures add the cells.</summary>
internal sealed class FunctionCode(FunctionCode? parent)
{
    private readonly List<(Variable Variable, int Index)> _captures = [];

    public FunctionCode? Parent { get; } = parent;

    public string? Name { get; set; }

    public bool IsArrow { get; init; }

    public bool IsMethod { get; init; }

    public int Position { get; init; }

    public int SlotCount { get; set; }

    public Scope Scope { get; set; } = null!;

    public Parameter[] Parameters { get; set; } = [];

    public Statement[] Body { get; set; } = [];

    /// <summary>Body of an arrow function without braces.</summary>
    public Node? Expression { get; set; }

    public int ExpressionCost { get; set; }

    public Variable? SelfVariable { get; set; }

    public Variable? ArgumentsVariable { get; set; }

    public int ExpectedArguments => Parameters.TakeWhile(p => p.Default is null && !p.Rest).Count();

    /// <summary>Position of an outer variable among the cells this function carries.</summary>
    public int CaptureOf(Variable variable)
    {
        var known = _captures.FindIndex(c => c.Variable == variable);
        if (known >= 0)
            return known;
        var index = variable.Owner == Parent ? variable.Slot : Parent!.CaptureOf(variable);
        _captures.Add((variable, index));
        return _captures.Count - 1;
    }

    public ScriptFunction Close(Frame frame)
    {
        frame.Runtime.Allocate(104 + 8L * _captures.Count);
        var cells = _captures.Count == 0 ? [] : new Cell[_captures.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var (variable, index) = _captures[i];
            cells[i] = variable.Owner == Parent ? frame.Slots[index].Cell : frame.Captures[index];
        }
        return new ScriptFunction(this, cells, frame.This);
    }

    public JsValue Invoke(Frame frame, ScriptFunction self, Args args)
    {
        Scope.Enter(frame);
        if (SelfVariable is { Kind: VariableKind.SelfName })
            Put(frame, SelfVariable, self);
        if (ArgumentsVariable is not null)
            Put(frame, ArgumentsVariable, JsArray.Copy(frame.Runtime, args.Items));
        for (var i = 0; i < Parameters.Length; i++)
        {
            var parameter = Parameters[i];
            var value = parameter.Rest ? JsArray.Copy(frame.Runtime, args.From(i)) : args[i];
            if (value.IsUndefined && parameter.Default is not null)
                value = parameter.Default.Evaluate(frame);
            parameter.Target.Bind(frame, value, declares: true);
        }
        if (Expression is not null)
        {
            frame.Runtime.Charge(ExpressionCost);
            return Expression.Evaluate(frame);
        }
        return Run(frame) == Signal.Return ? frame.Result : default;
    }

    public JsValue InvokeProgram(Frame frame, bool returnsAtTop)
    {
        Scope.Enter(frame);
        if (Run(frame) == Signal.Return)
            return frame.Result;
        // Elsa wraps a script with a return statement into a function: without a return it is undefined.
        return returnsAtTop ? default : frame.Completion;
    }

    private static void Put(Frame frame, Variable variable, JsValue value)
    {
        if (variable.Captured)
            frame.Slots[variable.Slot].Cell.Value = value;
        else
            frame.Slots[variable.Slot] = value;
    }

    private Signal Run(Frame frame)
    {
        foreach (var statement in Body)
        {
            var signal = statement.Execute(frame);
            if (signal != Signal.None)
                return signal;
        }
        return Signal.None;
    }
}

internal sealed class FunctionExpression(FunctionCode code) : Node
{
    public FunctionCode Code => code;

    public override JsValue Evaluate(Frame frame) => code.Close(frame);
}

/// <summary>Hoisted: its scope creates the function on entry.</summary>
internal sealed class FunctionDeclaration(Identifier name, FunctionCode code) : Statement
{
    public void Create(Frame frame)
    {
        frame.Runtime.Step();
        name.Initialise(frame, code.Close(frame));
    }

    public override Signal Execute(Frame frame) => Signal.None;
}
