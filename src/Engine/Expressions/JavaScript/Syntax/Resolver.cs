namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>After parsing, ties every identifier to a slot, a captured cell or a global.</summary>
internal sealed class Resolver
{
    private readonly List<(Identifier Node, Scope Scope)> _references = [];

    public HashSet<string> FreeNames { get; } = new(StringComparer.Ordinal);

    public void Add(Identifier node, Scope scope) => _references.Add((node, scope));

    public void Resolve()
    {
        var assigned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (node, scope) in _references)
        {
            if (Find(node.Name, scope) is { } variable)
            {
                if (variable.Owner != scope.Function)
                    variable.Captured = true;
                node.Bind(variable, scope.Function);
            }
            else if (node.IsAssigned)
            {
                assigned.Add(node.Name);
            }
            else if (node.Builtin is null)
            {
                FreeNames.Add(node.Name);
            }
        }
        // A sloppy script may create a global by assigning to it.
        FreeNames.ExceptWith(assigned);
    }

    private static Variable? Find(string name, Scope from)
    {
        for (var scope = from; scope is not null; scope = scope.Parent)
        {
            if (scope.Find(name) is { } variable)
                return variable;
            if (name == "arguments" && scope.IsFunction && scope.Function is { IsArrow: false, Parent: not null })
                return scope.Function.ArgumentsVariable = scope.Add(name, VariableKind.Var);
        }
        return null;
    }
}
