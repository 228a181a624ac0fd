namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed class Identifier : Target
{
    private enum Home : byte
    {
        Unknown,
        Global,
        Slot,
        Cell,
        Capture,
    }

    private readonly int _position;
    private Variable? _variable;
    private FunctionCode? _user;
    private int _index;
    private Home _home;

    public Identifier(string name, int position)
    {
        Name = name;
        _position = position;
        Builtin = Builtins.Globals.TryGetValue(name, out var value) ? value : default(JsValue?);
    }

    public string Name { get; }

    public JsValue? Builtin { get; }

    public bool IsAssigned { get; set; }

    // Whether a variable is captured is known only when the whole program has been resolved. One byte: threads may race here.
    private Home Where => _home == Home.Unknown ? _home = FindHome() : _home;

    public void Bind(Variable variable, FunctionCode user)
    {
        _variable = variable;
        _user = user;
        _index = variable.Owner == user ? variable.Slot : user.CaptureOf(variable);
    }

    public override JsValue Evaluate(Frame frame)
    {
        var value = Where switch
        {
            Home.Slot => frame.Slots[_index],
            Home.Cell => frame.Slots[_index].Cell.Value,
            Home.Capture => frame.Captures[_index].Value,
            _ => ReadGlobal(frame.Runtime),
        };
        if (value.IsHole)
            throw DeadZone(frame.Runtime);
        return value;
    }

    public JsValue EvaluateTypeOf(Frame frame)
    {
        if (_variable is not null || Builtin is not null)
            return Evaluate(frame);
        return frame.Runtime.TryGlobal(Name, out var value) || frame.Runtime.TryResolve(Name, out value) ? value : default;
    }

    public override void Prepare(Frame frame, out JsValue container, out JsValue key) => container = key = default;

    public override JsValue Read(Frame frame, in JsValue container, in JsValue key) => Evaluate(frame);

    public override void Write(Frame frame, in JsValue container, in JsValue key, in JsValue value)
    {
        if (_variable is null)
        {
            WriteGlobal(frame.Runtime, value);
            return;
        }
        if (_variable.HasDeadZone && Raw(frame).IsHole)
            throw DeadZone(frame.Runtime);
        if (_variable.Kind == VariableKind.Const)
        {
            frame.Runtime.Position = _position;
            throw frame.Runtime.TypeError("Assignment to constant variable.");
        }
        // The own name of a function expression is read-only; sloppy mode ignores the write.
        if (_variable.Kind != VariableKind.SelfName)
            Initialise(frame, value);
    }

    /// <summary>Writes without the checks of an assignment: declarations and parameters.</summary>
    public void Initialise(Frame frame, in JsValue value)
    {
        switch (Where)
        {
            case Home.Slot: frame.Slots[_index] = value; break;
            case Home.Cell: frame.Slots[_index].Cell.Value = value; break;
            case Home.Capture: frame.Captures[_index].Value = value; break;
            default: WriteGlobal(frame.Runtime, value); break;
        }
    }

    private Home FindHome()
    {
        if (_variable is null)
            return Home.Global;
        if (_variable.Owner != _user)
            return Home.Capture;
        return _variable.Captured ? Home.Cell : Home.Slot;
    }

    private JsValue Raw(Frame frame) => Where switch
    {
        Home.Slot => frame.Slots[_index],
        Home.Cell => frame.Slots[_index].Cell.Value,
        _ => frame.Captures[_index].Value,
    };

    private JsValue ReadGlobal(Runtime runtime)
    {
        runtime.Position = _position;
        if (runtime.TryGlobal(Name, out var value))
            return value;
        if (Builtin is { } builtin)
            return builtin;
        return runtime.TryResolve(Name, out value) ? value : throw runtime.Error("ReferenceError", $"{Name} is not defined");
    }

    private void WriteGlobal(Runtime runtime, in JsValue value)
    {
        runtime.Position = _position;
        if (Name is not ("undefined" or "NaN" or "Infinity"))
            runtime.SetGlobal(Name, value);
    }

    private JsThrow DeadZone(Runtime runtime)
    {
        runtime.Position = _position;
        return runtime.Error("ReferenceError", $"Cannot access '{Name}' before initialization");
    }
}
