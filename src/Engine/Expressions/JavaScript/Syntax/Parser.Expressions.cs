namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Node ParseExpression()
    {
        var first = ParseAssignment();
        if (!Is(","))
            return first;
        var parts = new List<Node> { first };
        while (Accept(","))
            parts.Add(ParseAssignment());
        return new Sequence([.. parts]);
    }

    private Node ParseAssignment()
    {
        Enter();
        var result = ParseAssignmentCore();
        _nesting--;
        return result;
    }

    private Node ParseAssignmentCore()
    {
        _nodes++;
        var token = Current;
        if (token.Kind == TokenKind.Identifier && _tokens[_at + 1] is { NewlineBefore: false } next && next.Is("=>"))
            return ParseArrow();
        if (token.Is("(") && _pairs.TryGetValue(_at, out var close) && _tokens[close + 1] is { NewlineBefore: false } after && after.Is("=>"))
            return ParseArrow();
        if (StartsPattern("="))
        {
            var pattern = ParseAssignmentPattern();
            Expect("=");
            return new AssignPattern(pattern, ParseAssignment());
        }
        var left = ParseConditional();
        if (Current.Kind != TokenKind.Punctuator || !Current.Text.EndsWith('=') || Current.Text is "==" or "===" or "!=" or "!==" or "<=" or ">=")
            return left;
        var text = Next().Text;
        var target = Assignable(left, token.Start, compound: text != "=");
        var right = ParseAssignment();
        if (left is Identifier name)
            SetName(right, name.Name);
        return text switch
        {
            "=" => new Assign(target, right),
            "&&=" or "||=" or "??=" => new LogicalAssign(target, text[0], right),
            _ => new CompoundAssign(target, Binary.OperatorOf(text[..^1]), right),
        };
    }

    private Node ParseConditional()
    {
        var test = ParseBinary(0);
        if (!Accept("?"))
            return test;
        var noIn = _noIn;
        _noIn = false;
        var then = ParseAssignment();
        _noIn = noIn;
        Expect(":");
        return new Conditional(test, then, ParseAssignment());
    }

    private static int PrecedenceOf(in Token token) => token.Kind is not (TokenKind.Punctuator or TokenKind.Keyword) ? 0 : token.Text switch
    {
        "??" => 1,
        "||" => 2,
        "&&" => 3,
        "|" => 4,
        "^" => 5,
        "&" => 6,
        "==" or "!=" or "===" or "!==" => 7,
        "<" or ">" or "<=" or ">=" or "in" or "instanceof" => 8,
        "<<" or ">>" or ">>>" => 9,
        "+" or "-" => 10,
        "*" or "/" or "%" => 11,
        "**" => 12,
        _ => 0,
    };

    private Node ParseBinary(int minimum)
    {
        var left = ParseUnary();
        for (var links = 0; ; links++)
        {
            var token = Current;
            var precedence = PrecedenceOf(token);
            if (precedence <= minimum || (_noIn && token.Text == "in"))
                return left;
            if (links == MaximumChain)
                throw new SyntaxException($"More than {MaximumChain} operators in one expression", token.Start);
            if (token.Text == "**" && left is (Unary or TypeOf or Delete) and { Bracketed: false })
                throw new SyntaxException("Unary operator used immediately before exponentiation expression", token.Start);
            _at++;
            _nodes++;
            // ** is right-associative, and its right side may nest without brackets.
            Node right;
            if (precedence == 12)
            {
                Enter();
                right = ParseBinary(11);
                _nesting--;
            }
            else
            {
                right = ParseBinary(precedence);
            }
            RefuseMixedCoalesce(token, left, right);
            left = token.Text switch
            {
                "&&" or "||" or "??" => new Logical(token.Text[0], left, right),
                "in" => new In(left, right, token.Start),
                "instanceof" => new InstanceOf(left, right, token.Start),
                _ => Binary.Create(token.Text, left, right),
            };
        }
    }

    private static void RefuseMixedCoalesce(Token token, Node left, Node right)
    {
        if (token.Text is not ("??" or "||" or "&&"))
            return;
        var coalesces = token.Text == "??";
        foreach (var side in (ReadOnlySpan<Node>)[left, right])
        {
            if (side is Logical { Bracketed: false } logical && logical.IsCoalesce != coalesces && (coalesces || logical.IsCoalesce))
                throw new SyntaxException("Mixing ?? with && or || needs brackets", token.Start);
        }
    }

    private Node ParseUnary()
    {
        var token = Current;
        if (token.Kind is not (TokenKind.Punctuator or TokenKind.Keyword)
            || token.Text is not ("!" or "-" or "+" or "~" or "typeof" or "void" or "delete" or "++" or "--"))
        {
            return ParsePostfix();
        }
        Enter();
        _nodes++;
        _at++;
        var start = Current.Start;
        var operand = ParseUnary();
        _nesting--;
        return token.Text switch
        {
            "++" or "--" => new Increment(Assignable(operand, start, compound: true), token.Text == "++" ? 1 : -1, returnsOld: false),
            "typeof" => new TypeOf(operand),
            "delete" => new Delete(operand),
            "-" when operand is Literal { Value.IsNumber: true } literal && !_tokens[_at].Is("**") => new Literal(-literal.Value.Number),
            _ => new Unary(token.Text[0], operand),
        };
    }

    private Node ParsePostfix()
    {
        var start = Current.Start;
        var operand = ParseChain();
        if (!(Is("++") || Is("--")) || Current.NewlineBefore)
            return operand;
        return new Increment(Assignable(operand, start, compound: true), Next().Text == "++" ? 1 : -1, returnsOld: true);
    }

    private Node ParseChain()
    {
        var node = Is("new") ? ParseNew() : ParsePrimary();
        var optional = false;
        for (var links = 0; ; links++)
        {
            var token = Current;
            if (token.Kind is TokenKind.TemplatePart or TokenKind.TemplateEnd && !IsTemplateContinuation(token))
                throw new SyntaxException("Tagged templates are not supported", token.Start);
            if (token.Kind != TokenKind.Punctuator || token.Text is not ("." or "?." or "[" or "("))
                return optional ? new OptionalChain(node) : node;
            if (links == MaximumChain)
                throw new SyntaxException($"More than {MaximumChain} member accesses in one expression", token.Start);
            _nodes++;
            var startsOptional = Accept("?.");
            var link = new Link(token.Start, startsOptional, optional);
            optional |= startsOptional;
            if (Is("("))
                node = new Call(node, ParseArguments(), link);
            else if (Is("["))
                node = new Index(node, ParseBracketed(), link);
            else
                node = ParseMember(node, startsOptional, link);
        }
    }

    private Member ParseMember(Node node, bool dotConsumed, Link link)
    {
        if (!dotConsumed)
            Expect(".");
        if (Current.Kind is not (TokenKind.Identifier or TokenKind.Keyword))
            throw Unexpected();
        return new Member(node, Next().Text, link);
    }

    private Node ParseBracketed()
    {
        Expect("[");
        var key = Unrestricted(ParseExpression);
        Expect("]");
        return key;
    }

    /// <summary>Inside brackets "in" is an operator again, even in the head of a for loop.</summary>
    private T Unrestricted<T>(Func<T> parse)
    {
        var noIn = _noIn;
        _noIn = false;
        var result = parse();
        _noIn = noIn;
        return result;
    }

    private New ParseNew()
    {
        Enter();
        var start = Next().Start;
        Node callee = Is("new") ? ParseNew() : ParsePrimary();
        for (var links = 0; Is(".") || Is("["); links++)
        {
            if (links == MaximumNesting)
                throw Unexpected();
            var link = new Link(Current.Start, false, false);
            callee = Is("[") ? new Index(callee, ParseBracketed(), link) : ParseMember(callee, false, link);
        }
        _nesting--;
        return new New(callee, Is("(") ? ParseArguments() : [], start);
    }

    private Argument[] ParseArguments()
    {
        Expect("(");
        var arguments = new List<Argument>();
        Unrestricted(() =>
        {
            while (!Accept(")"))
            {
                var spread = Accept("...");
                arguments.Add(new(ParseAssignment(), spread));
                if (!Is(")"))
                    Expect(",");
            }
            return 0;
        });
        return [.. arguments];
    }
}
