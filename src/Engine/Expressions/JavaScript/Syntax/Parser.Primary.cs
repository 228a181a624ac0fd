namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                _at++;
                return Reference(token.Text, token.Start);
            case TokenKind.Number:
                _at++;
                return new Literal(token.Number);
            case TokenKind.String:
                _at++;
                return new Literal(token.Text);
            case TokenKind.Regex:
                return ParseRegex();
            case TokenKind.TemplateEnd or TokenKind.TemplatePart when !IsTemplateContinuation(token):
                return ParseTemplate();
        }
        switch (token.Text)
        {
            case "(" when token.Kind == TokenKind.Punctuator:
                _at++;
                var inner = Unrestricted(ParseExpression);
                Expect(")");
                inner.Bracketed = true;
                return inner;
            case "[" when token.Kind == TokenKind.Punctuator: return ParseArrayLiteral();
            case "{" when token.Kind == TokenKind.Punctuator: return ParseObjectLiteral();
            case "function" when token.Kind == TokenKind.Keyword: return ParseFunctionExpression();
            case "this" when token.Kind == TokenKind.Keyword: _at++; return new This();
            case "null" when token.Kind == TokenKind.Keyword: _at++; return new Literal(JsValue.Null);
            case "true" when token.Kind == TokenKind.Keyword: _at++; return new Literal(JsValue.True);
            case "false" when token.Kind == TokenKind.Keyword: _at++; return new Literal(JsValue.False);
            default: throw Unexpected();
        }
    }

    private RegexLiteral ParseRegex()
    {
        var token = Next();
        if (_regexes.TryGetValue(token.Text, out var known))
            return new RegexLiteral(known);
        // Each takes about a millisecond to build.
        if (_regexes.Count == MaximumRegexes)
            throw new SyntaxException($"More than {MaximumRegexes} regular expressions", token.Start);
        var end = token.Text.LastIndexOf('/');
        try
        {
            var code = RegexCode.Compile(token.Text[1..end], token.Text[(end + 1)..], linear: true);
            _regexes.Add(token.Text, code);
            return new RegexLiteral(code);
        }
        catch (RegexSyntaxException error)
        {
            throw new SyntaxException($"Invalid regular expression: {token.Text}: {error.Message}", token.Start);
        }
    }

    // The text after a substitution starts with its closing brace.
    private bool IsTemplateContinuation(in Token token) => _source[token.Start] == '}';

    private Template ParseTemplate()
    {
        var texts = new List<string>();
        var values = new List<Node>();
        while (true)
        {
            var token = Next();
            texts.Add(token.Text);
            if (token.Kind == TokenKind.TemplateEnd)
                return new Template([.. texts], [.. values]);
            values.Add(Unrestricted(ParseExpression));
            if (Current.Kind is not (TokenKind.TemplatePart or TokenKind.TemplateEnd) || !IsTemplateContinuation(Current))
                throw Unexpected();
        }
    }

    private ArrayLiteral ParseArrayLiteral()
    {
        Expect("[");
        var items = new List<Argument>();
        Unrestricted(() =>
        {
            while (!Accept("]"))
            {
                if (Accept(","))
                {
                    items.Add(new(new Literal(JsValue.Undefined), false));
                    continue;
                }
                var spread = Accept("...");
                items.Add(new(ParseAssignment(), spread));
                if (!Is("]"))
                    Expect(",");
            }
            return 0;
        });
        return new ArrayLiteral([.. items]);
    }

    private ObjectLiteral ParseObjectLiteral()
    {
        Expect("{");
        var properties = new List<Property>();
        Unrestricted(() =>
        {
            while (!Accept("}"))
            {
                properties.Add(ParseProperty());
                if (!Is("}"))
                    Expect(",");
            }
            return 0;
        });
        return new ObjectLiteral([.. properties]);
    }

    private Property ParseProperty()
    {
        if (Accept("..."))
            return new Property(null, null, ParseAssignment());
        var token = Current;
        var next = _tokens[_at + 1];
        var nextIsKey = next.Kind is TokenKind.Identifier or TokenKind.Keyword or TokenKind.String or TokenKind.Number || next.Is("[") || next.Is("*");
        if (token.Is("*") || (token.Kind == TokenKind.Identifier && token.Text is "get" or "set" or "async" && nextIsKey))
            throw new SyntaxException("Getters, setters, async methods and generators are not supported", token.Start);
        var (name, computed) = ParsePropertyName();
        if (Is("("))
        {
            var code = ParseFunctionRest(name, token.Start, isMethod: true);
            return new Property(name, computed, new FunctionExpression(code));
        }
        if (Accept(":"))
        {
            var value = ParseAssignment();
            if (name is not null)
                SetName(value, name);
            return new Property(name, computed, value);
        }
        if (token.Kind != TokenKind.Identifier)
            throw Unexpected();
        return new Property(name, null, Reference(token.Text, token.Start));
    }

    private (string? Name, Node? Computed) ParsePropertyName()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier or TokenKind.Keyword or TokenKind.String:
                _at++;
                return (token.Text, null);
            case TokenKind.Number:
                _at++;
                return (NumberText.Format(token.Number), null);
            default:
                if (!Is("["))
                    throw Unexpected();
                Expect("[");
                var key = ParseAssignment();
                Expect("]");
                return (null, key);
        }
    }
}
