namespace AidWorkflows.Engine.Expressions.JavaScript;

internal enum VariableKind : byte
{
    Var,
    Let,
    Const,
    Function,
    Parameter,
    SelfName,
}

internal sealed class Variable(string name, VariableKind kind, FunctionCode owner, int slot)
{
    public string Name { get; } = name;

    public VariableKind Kind { get; set; } = kind;

    public FunctionCode Owner { get; } = owner;

    public int Slot { get; } = slot;

    /// <summary>A closure uses it, so its slot holds a cell.</summary>
    public bool Captured { get; set; }

    public bool HasDeadZone => Kind is VariableKind.Let or VariableKind.Const;
}

/// <summary>A block or function while parsing: what it declares, and what runs when it is entered.</summary>
internal sealed class Scope(Scope? parent, FunctionCode function, bool isFunction)
{
    private readonly Dictionary<string, Variable> _names = new(StringComparer.Ordinal);

    public Scope? Parent { get; } = parent;

    public FunctionCode Function { get; } = function;

    public bool IsFunction { get; } = isFunction;

    public List<Variable> Variables { get; } = [];

    public List<FunctionDeclaration> Functions { get; } = [];

    public bool IsEmpty => Variables.Count == 0;

    public Variable? Find(string name) => _names.GetValueOrDefault(name);

    public Variable Declare(string name, VariableKind kind, int position)
    {
        if (kind == VariableKind.Var)
            return DeclareVar(name, position);
        if (_names.TryGetValue(name, out var existing))
        {
            // Duplicate parameters are refused; a function may replace a var, parameter or function of its function's top level.
            var replaces = kind == VariableKind.Function && IsFunction && existing.Kind is VariableKind.Var or VariableKind.Parameter or VariableKind.Function;
            if (!replaces && existing.Kind != VariableKind.SelfName)
                throw new SyntaxException($"Identifier '{name}' has already been declared", position);
            existing.Kind = kind;
            return existing;
        }
        return Add(name, kind);
    }

    public Variable Add(string name, VariableKind kind)
    {
        var variable = new Variable(name, kind, Function, Function.SlotCount++);
        _names.Add(name, variable);
        Variables.Add(variable);
        return variable;
    }

    /// <summary>Gives every variable of this scope a fresh home and creates its functions.</summary>
    public void Enter(Frame frame)
    {
        foreach (var variable in Variables)
        {
            var start = variable.HasDeadZone ? JsValue.Hole : JsValue.Undefined;
            frame.Slots[variable.Slot] = variable.Captured ? JsValue.Of(new Cell(start)) : start;
        }
        foreach (var declaration in Functions)
            declaration.Create(frame);
    }

    /// <summary>Next round of a for loop: closures made so far keep the old cells.</summary>
    public void Renew(Frame frame)
    {
        foreach (var variable in Variables)
        {
            if (variable.Captured)
                frame.Slots[variable.Slot] = JsValue.Of(new Cell(frame.Slots[variable.Slot].Cell.Value));
        }
    }

    private Variable DeclareVar(string name, int position)
    {
        for (var scope = this; ; scope = scope.Parent!)
        {
            var existing = scope.Find(name);
            if (existing is { HasDeadZone: true } || (existing is { Kind: VariableKind.Function } && !scope.IsFunction))
                throw new SyntaxException($"Identifier '{name}' has already been declared", position);
            if (!scope.IsFunction)
                continue;
            if (existing is { Kind: VariableKind.SelfName })
                existing.Kind = VariableKind.Var;
            return existing ?? scope.Add(name, VariableKind.Var);
        }
    }
}
