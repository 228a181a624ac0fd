namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed partial class Parser
{
    private static Target Assignable(Node node, int position, bool compound = false)
    {
        if (node is Identifier identifier)
            identifier.IsAssigned |= !compound;
        return node as Target ?? throw new SyntaxException("Invalid left-hand side in assignment", position);
    }

    /// <summary>A [ or { whose closing bracket is followed by one of these is a pattern, not a literal.</summary>
    private bool StartsPattern(params ReadOnlySpan<string> followers)
    {
        if (!(Is("[") || Is("{")) || !_pairs.TryGetValue(_at, out var close))
            return false;
        var after = _tokens[close + 1];
        foreach (var follower in followers)
        {
            if (after.Text == follower && after.Kind != TokenKind.String)
                return true;
        }
        return false;
    }

    /// <summary>Declares the names it finds.</summary>
    private Pattern ParseBinding(VariableKind kind)
    {
        Enter();
        Pattern result;
        if (Is("["))
        {
            result = ParseArrayPattern(() => ParseBinding(kind));
        }
        else if (Is("{"))
        {
            result = ParseObjectPattern(kind, () => ParseBinding(kind));
        }
        else
        {
            var position = Current.Start;
            result = DeclareTarget(ParseIdentifierName(), kind, position);
        }
        _nesting--;
        return result;
    }

    private TargetPattern DeclareTarget(string name, VariableKind kind, int position)
    {
        var node = Reference(name, position);
        _scope.Declare(name, kind, position);
        return new TargetPattern(node);
    }

    /// <summary>Assigns to names and members that exist elsewhere.</summary>
    private Pattern ParseAssignmentPattern()
    {
        Enter();
        Pattern result;
        if (Is("[") && StartsPattern("=", ",", "]", "}", ")", "of", "in"))
        {
            result = ParseArrayPattern(ParseAssignmentPattern);
        }
        else if (Is("{") && StartsPattern("=", ",", "]", "}", ")", "of", "in"))
        {
            result = ParseObjectPattern(null, ParseAssignmentPattern);
        }
        else
        {
            var position = Current.Start;
            result = new TargetPattern(Assignable(ParseChain(), position));
        }
        _nesting--;
        return result;
    }

    private ArrayPattern ParseArrayPattern(Func<Pattern> parse)
    {
        Expect("[");
        var elements = new List<PatternElement>();
        Pattern? rest = null;
        while (!Accept("]"))
        {
            if (Accept(","))
            {
                elements.Add(new(null, null, null, null));
                continue;
            }
            if (Accept("..."))
            {
                rest = parse();
                Expect("]");
                break;
            }
            var target = parse();
            var value = Accept("=") ? Named(Unrestricted(ParseAssignment), target) : null;
            elements.Add(new(null, null, target, value));
            if (!Is("]"))
                Expect(",");
        }
        return new ArrayPattern([.. elements], rest);
    }

    private ObjectPattern ParseObjectPattern(VariableKind? kind, Func<Pattern> parse)
    {
        Expect("{");
        var elements = new List<PatternElement>();
        Pattern? rest = null;
        while (!Accept("}"))
        {
            if (Accept("..."))
            {
                rest = parse();
                Expect("}");
                break;
            }
            var token = Current;
            var (name, computed) = ParsePropertyName();
            Pattern target;
            if (Accept(":"))
                target = parse();
            else if (token.Kind != TokenKind.Identifier)
                throw Unexpected();
            else if (kind is { } declared)
                target = DeclareTarget(token.Text, declared, token.Start);
            else
                target = new TargetPattern(Assignable(Reference(token.Text, token.Start), token.Start));
            var value = Accept("=") ? Named(Unrestricted(ParseAssignment), target) : null;
            elements.Add(new(name, computed, target, value));
            if (!Is("}"))
                Expect(",");
        }
        return new ObjectPattern([.. elements], rest);
    }
}
