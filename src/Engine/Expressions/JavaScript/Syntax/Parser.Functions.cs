namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed partial class Parser
{
    private FunctionExpression ParseFunctionExpression()
    {
        var start = Next().Start;
        if (Is("*"))
            throw new SyntaxException("async functions and generators are not supported", Current.Start);
        var name = Current.Kind == TokenKind.Identifier ? Next().Text : null;
        return new FunctionExpression(ParseFunctionRest(name, start, namesItself: name is not null));
    }

    private FunctionExpression ParseArrow() => new(ParseFunctionRest(null, Current.Start, isArrow: true));

    /// <summary>Parameters and body; the name has been read.</summary>
    private FunctionCode ParseFunctionRest(string? name, int start, bool isArrow = false, bool isMethod = false, bool namesItself = false)
    {
        var outer = (_function, _scope, _loops, _switches, _noIn, Labels: _labels.ToArray());
        var code = new FunctionCode(outer._function) { Name = name, IsArrow = isArrow, IsMethod = isMethod, Position = start };
        (_function, _loops, _switches, _noIn) = (code, 0, 0, false);
        _scope = code.Scope = new Scope(outer._scope, code, isFunction: true);
        _labels.Clear();
        if (namesItself)
            code.SelfVariable = _scope.Add(name!, VariableKind.SelfName);
        code.Parameters = ParseParameters(isArrow);
        if (isArrow)
            Expect("=>");
        var nodes = _nodes;
        if (isArrow && !Is("{"))
        {
            _noIn = outer._noIn;
            code.Expression = ParseAssignment();
            code.ExpressionCost = CostSince(nodes);
        }
        else
        {
            Expect("{");
            code.Body = ParseStatementsUntilBrace();
        }
        (_function, _scope, _loops, _switches, _noIn) = (outer._function, outer._scope, outer._loops, outer._switches, outer._noIn);
        _labels.AddRange(outer.Labels);
        return code;
    }

    private Parameter[] ParseParameters(bool isArrow)
    {
        var parameters = new List<Parameter>();
        if (isArrow && Current.Kind == TokenKind.Identifier)
        {
            parameters.Add(new(ParseBinding(VariableKind.Parameter), null, false));
            return [.. parameters];
        }
        Expect("(");
        while (!Accept(")"))
        {
            var rest = Accept("...");
            var target = ParseBinding(VariableKind.Parameter);
            var value = !rest && Accept("=") ? Named(ParseAssignment(), target) : null;
            parameters.Add(new(target, value, rest));
            if (rest && !Is(")"))
                throw new SyntaxException("Rest parameter must be last", Current.Start);
            if (!Is(")"))
                Expect(",");
        }
        return [.. parameters];
    }

    private static Node Named(Node value, Pattern target)
    {
        if (target is TargetPattern { Target: Identifier identifier })
            SetName(value, identifier.Name);
        return value;
    }

    private static void SetName(Node value, string name)
    {
        if (value is FunctionExpression function)
            function.Code.Name ??= name;
    }
}
