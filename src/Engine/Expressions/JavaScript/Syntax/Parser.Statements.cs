namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Statement ParseStatement(bool declarations = false)
    {
        Enter();
        var start = Current.Start;
        var statement = ParseStatementCore(declarations);
        statement.Position = start;
        _nesting--;
        return statement;
    }

    private Statement ParseStatementCore(bool declarations)
    {
        var token = Current;
        if (token.Kind == TokenKind.Punctuator && token.Text == "{")
            return ParseBlock();
        if (token.Kind == TokenKind.Punctuator && token.Text == ";")
        {
            _at++;
            return new Empty();
        }
        if (token.Kind == TokenKind.Identifier && _tokens[_at + 1].Is(":"))
            return ParseLabeled();
        if (token.Kind == TokenKind.Identifier && token.Text == "async" && _tokens[_at + 1].Is("function"))
            throw new SyntaxException("async functions and generators are not supported", token.Start);
        if (token.Kind == TokenKind.Keyword)
        {
            switch (token.Text)
            {
                case "var": return ParseVariableStatement();
                case "let" or "const" when declarations: return ParseVariableStatement();
                case "let" or "const": throw new SyntaxException("Lexical declaration cannot appear in a single-statement context", token.Start);
                case "function": return ParseFunctionDeclaration();
                case "if": return ParseIf();
                case "for": return ParseFor([]);
                case "while": return ParseWhile([]);
                case "do": return ParseDoWhile([]);
                case "switch": return ParseSwitch();
                case "try": return ParseTry();
                case "throw": return ParseThrow();
                case "return": return ParseReturn();
                case "break" or "continue": return ParseJump();
                case "debugger":
                    _at++;
                    ConsumeSemicolon();
                    return new Empty();
            }
        }
        return ParseExpressionStatement();
    }

    private ExpressionStatement ParseExpressionStatement()
    {
        var nodes = _nodes;
        var expression = ParseExpression();
        ConsumeSemicolon();
        return new ExpressionStatement(expression, CostSince(nodes), keep: _function.Parent is null);
    }

    private Block ParseBlock()
    {
        Expect("{");
        var scope = new Scope(_scope, _function, isFunction: false);
        return InScope(scope, () =>
        {
            var body = ParseStatementsUntilBrace();
            return new Block(body, scope);
        });
    }

    private Statement[] ParseStatementsUntilBrace()
    {
        var body = new List<Statement>();
        while (!Is("}"))
        {
            if (Current.Kind == TokenKind.End)
                throw Unexpected();
            body.Add(ParseStatement(declarations: true));
        }
        _at++;
        return [.. body];
    }

    private Labeled ParseLabeled()
    {
        var labels = new List<string>();
        while (Current.Kind == TokenKind.Identifier && _tokens[_at + 1].Is(":"))
        {
            var label = Next();
            _at++;
            if (_labels.Contains(label.Text) || labels.Contains(label.Text))
                throw new SyntaxException($"Label '{label.Text}' has already been declared", label.Start);
            labels.Add(label.Text);
        }
        _labels.AddRange(labels);
        string[] names = [.. labels];
        var start = Current.Start;
        Statement body = Current switch
        {
            { Kind: TokenKind.Keyword, Text: "for" } => ParseFor(names),
            { Kind: TokenKind.Keyword, Text: "while" } => ParseWhile(names),
            { Kind: TokenKind.Keyword, Text: "do" } => ParseDoWhile(names),
            _ => ParseStatement(),
        };
        body.Position = start;
        _labels.RemoveRange(_labels.Count - labels.Count, labels.Count);
        return new Labeled(names, body);
    }

    private VariableStatement ParseVariableStatement()
    {
        var nodes = _nodes;
        var declarations = ParseDeclarators(inFor: false);
        ConsumeSemicolon();
        return new VariableStatement(declarations, CostSince(nodes));
    }

    private (Pattern Target, Node? Value)[] ParseDeclarators(bool inFor)
    {
        var kind = Next().Text switch
        {
            "var" => VariableKind.Var,
            "let" => VariableKind.Let,
            _ => VariableKind.Const,
        };
        var result = new List<(Pattern, Node?)>();
        do
        {
            var start = Current.Start;
            var target = ParseBinding(kind);
            Node? value = null;
            if (Accept("="))
            {
                value = Named(ParseAssignment(), target);
            }
            else if (!(inFor && (Is("in") || AtWord("of"))))
            {
                if (kind == VariableKind.Const || target is not TargetPattern)
                    throw new SyntaxException($"Missing initializer in {(kind == VariableKind.Const ? "const" : "destructuring")} declaration", start);
                // "let x;" sets undefined in every round of a loop, "var x;" does nothing.
                if (kind == VariableKind.Let)
                    value = new Literal(JsValue.Undefined);
            }
            result.Add((target, value));
        }
        while (Accept(","));
        return [.. result];
    }

    private FunctionDeclaration ParseFunctionDeclaration()
    {
        var start = Next().Start;
        if (Is("*"))
            throw new SyntaxException("async functions and generators are not supported", Current.Start);
        var nameAt = Current.Start;
        var name = ParseIdentifierName();
        var target = Reference(name, nameAt);
        _scope.Declare(name, VariableKind.Function, nameAt);
        var declaration = new FunctionDeclaration(target, ParseFunctionRest(name, start));
        _scope.Functions.Add(declaration);
        return declaration;
    }

    private If ParseIf()
    {
        _at++;
        var nodes = _nodes;
        var test = ParseParenthesised();
        var cost = CostSince(nodes);
        var then = ParseStatement();
        var otherwise = Accept("else") ? ParseStatement() : null;
        return new If(test, then, otherwise, cost);
    }

    private Node ParseParenthesised()
    {
        Expect("(");
        var expression = ParseExpression();
        Expect(")");
        return expression;
    }

    private Switch ParseSwitch()
    {
        _at++;
        var nodes = _nodes;
        var value = ParseParenthesised();
        Expect("{");
        var scope = new Scope(_scope, _function, isFunction: false);
        _switches++;
        var result = InScope(scope, () =>
        {
            var cases = new List<SwitchCase>();
            while (!Accept("}"))
            {
                var isDefault = Accept("default");
                if (isDefault && cases.Exists(c => c.Test is null))
                    throw new SyntaxException("More than one default clause in switch statement", Current.Start);
                if (!isDefault)
                    Expect("case");
                var test = isDefault ? null : ParseExpression();
                Expect(":");
                var body = new List<Statement>();
                while (!Is("case") && !Is("default") && !Is("}"))
                    body.Add(ParseStatement(declarations: true));
                cases.Add(new(test, [.. body]));
            }
            return new Switch(value, [.. cases], scope, CostSince(nodes));
        });
        _switches--;
        return result;
    }

    private Try ParseTry()
    {
        _at++;
        var body = ParseBlock();
        Scope? scope = null;
        Pattern? parameter = null;
        Block? handler = null;
        if (Accept("catch"))
        {
            scope = new Scope(_scope, _function, isFunction: false);
            handler = InScope(scope, () =>
            {
                if (Accept("("))
                {
                    parameter = ParseBinding(VariableKind.Let);
                    Expect(")");
                }
                return ParseBlock();
            });
        }
        var final = Accept("finally") ? ParseBlock() : null;
        if (handler is null && final is null)
            throw new SyntaxException("Missing catch or finally after try", Current.Start);
        return new Try(body, scope, parameter, handler, final);
    }

    private Throw ParseThrow()
    {
        _at++;
        if (Current.NewlineBefore)
            throw new SyntaxException("Illegal newline after throw", Current.Start);
        var value = ParseExpression();
        ConsumeSemicolon();
        return new Throw(value);
    }

    private Return ParseReturn()
    {
        _at++;
        ReturnsAtTop |= _function.Parent is null;
        var nodes = _nodes;
        var empty = Is(";") || Is("}") || Current.Kind == TokenKind.End || Current.NewlineBefore;
        var value = empty ? null : ParseExpression();
        ConsumeSemicolon();
        return new Return(value, CostSince(nodes));
    }

    private Jump ParseJump()
    {
        var keyword = Next();
        string? label = null;
        if (Current.Kind == TokenKind.Identifier && !Current.NewlineBefore)
        {
            var token = Next();
            label = token.Text;
            if (!_labels.Contains(label))
                throw new SyntaxException($"Undefined label '{label}'", token.Start);
        }
        var isBreak = keyword.Text == "break";
        if (label is null && _loops == 0 && !(isBreak && _switches > 0))
            throw new SyntaxException($"Illegal {keyword.Text} statement", keyword.Start);
        ConsumeSemicolon();
        return new Jump(isBreak ? Signal.Break : Signal.Continue, label);
    }
}
