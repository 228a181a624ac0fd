namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Statement ParseLoopBody()
    {
        _loops++;
        var body = ParseStatement();
        _loops--;
        return body;
    }

    private While ParseWhile(string[] labels)
    {
        _at++;
        var nodes = _nodes;
        var test = ParseParenthesised();
        var cost = CostSince(nodes);
        return new While(test, ParseLoopBody(), labels, cost);
    }

    private DoWhile ParseDoWhile(string[] labels)
    {
        _at++;
        var body = ParseLoopBody();
        Expect("while");
        var nodes = _nodes;
        var test = ParseParenthesised();
        Accept(";");
        return new DoWhile(body, test, labels, CostSince(nodes));
    }

    private Statement ParseFor(string[] labels)
    {
        _at++;
        if (AtWord("await"))
            throw new SyntaxException("async functions and generators are not supported", Current.Start);
        Expect("(");
        var scope = new Scope(_scope, _function, isFunction: false);
        return InScope<Statement>(scope, () =>
        {
            Statement? start = null;
            if (Is("var") || Is("let") || Is("const"))
            {
                _noIn = true;
                var nodes = _nodes;
                var declarations = ParseDeclarators(inFor: true);
                _noIn = false;
                if ((Is("in") || AtWord("of")) && declarations.Length == 1 && declarations[0].Value is null)
                    return ParseForEach(declarations[0].Target, declares: true, scope, labels);
                start = new VariableStatement(declarations, CostSince(nodes)) { Position = Current.Start };
            }
            else if (StartsPattern("of", "in"))
            {
                return ParseForEach(ParseAssignmentPattern(), declares: false, scope, labels);
            }
            else if (!Is(";"))
            {
                var nodes = _nodes;
                var position = Current.Start;
                _noIn = true;
                var first = ParseExpression();
                _noIn = false;
                if (Is("in") || AtWord("of"))
                    return ParseForEach(new TargetPattern(Assignable(first, position)), declares: false, scope, labels);
                start = new ExpressionStatement(first, CostSince(nodes), keep: false) { Position = position };
            }
            return ParseForRest(start, scope, labels);
        });
    }

    private For ParseForRest(Statement? start, Scope scope, string[] labels)
    {
        Expect(";");
        var nodes = _nodes;
        var test = Is(";") ? null : ParseExpression();
        Expect(";");
        var update = Is(")") ? null : ParseExpression();
        Expect(")");
        var cost = CostSince(nodes);
        return new For(start, test, update, ParseLoopBody(), scope, labels, cost);
    }

    private ForEach ParseForEach(Pattern target, bool declares, Scope scope, string[] labels)
    {
        var overKeys = Next().Text == "in";
        var nodes = _nodes;
        var subject = overKeys ? ParseExpression() : ParseAssignment();
        Expect(")");
        var cost = CostSince(nodes);
        return new ForEach(target, declares, subject, ParseLoopBody(), scope, labels, cost) { OverKeys = overKeys };
    }
}
