using System.Globalization;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Engine.Definitions.Checks.Conditions;

/// <summary>
/// Reads the comparisons out of a script: "getAmount() > 20000 &amp;&amp; getKind() === 'x'". Whatever it does not understand becomes
/// unknown, so that nothing is ever concluded from it.
/// </summary>
internal sealed class ConditionParser
{
    private static readonly string[] Opaque = ["?", "??", "=>", ",", "=", ";", ":", "+=", "-=", "{", "|", "&", "^"];

    private readonly KnownValues values;
    private readonly List<Token> tokens;
    private readonly IReadOnlyDictionary<int, int> pairs;

    private ConditionParser(string source, KnownValues values)
    {
        this.values = values;
        var lexer = new Lexer(source);
        tokens = lexer.Read();
        pairs = lexer.Pairs;
    }

    public static Condition Parse(string source, KnownValues values)
    {
        try
        {
            var parser = new ConditionParser(source, values);
            var (from, to) = (0, parser.tokens.FindIndex(token => token.Kind == TokenKind.End));
            if (to > 0 && parser.tokens[0].Is("return"))
                from++;
            if (to > from && parser.tokens[to - 1].Is(";"))
                to--;
            return parser.Either(from, to);
        }
        catch (SyntaxException)
        {
            return Condition.Unknown;
        }
    }

    private Condition Either(int from, int to)
    {
        if (from >= to)
            return Condition.Unknown;
        if (TopLevel(from, to).Any(at => Array.Exists(Opaque, tokens[at].Is) || tokens[at].Kind == TokenKind.TemplatePart))
            return Condition.Unknown;
        var parts = Split(from, to, "||").ToList();
        return parts.Count == 1 ? Both(from, to) : new AnyHolds([.. parts.Select(part => Both(part.From, part.To))]);
    }

    private Condition Both(int from, int to)
    {
        var parts = Split(from, to, "&&").ToList();
        return parts.Count == 1 ? Single(from, to) : new AllHold([.. parts.Select(part => Single(part.From, part.To))]);
    }

    private Condition Single(int from, int to)
    {
        if (from >= to)
            return Condition.Unknown;
        if (IsBracketed(from, to))
            return Either(from + 1, to - 1);
        if (tokens[from].Is("!") && to - from > 1)
            return IsBracketed(from + 1, to) ? new Negation(Either(from + 2, to - 1)) : Condition.Unknown;
        if (to - from == 1 && (tokens[from].Is("true") || tokens[from].Is("false")))
            return new Constant(tokens[from].Is("true"));
        var operators = TopLevel(from, to).Where(at => RelationOf(tokens[at]) is not null).ToList();
        return operators is [var only] ? Compare(Operand(from, only), RelationOf(tokens[only])!.Value, Operand(only + 1, to)) : Condition.Unknown;
    }

    private static Condition Compare(Operand? left, Relation relation, Operand? right) => (left, right) switch
    {
        ({ Value: { } value }, { Number: { } number }) => new Comparison(value, relation, number, right.Shown),
        ({ Number: { } number }, { Value: { } value }) => new Comparison(value, Turned(relation), number, left.Shown),
        _ => Condition.Unknown,
    };

    private Operand? Operand(int from, int to)
    {
        while (to - from > 2 && IsBracketed(from, to))
            (from, to) = (from + 1, to - 1);
        var sign = to - from == 2 && tokens[from].Is("-") ? -1 : 1;
        if (sign < 0)
            from++;
        if (to - from == 1 && tokens[from].Kind == TokenKind.Number)
            return decimal.TryParse(tokens[from].Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? new Operand(null, sign * number, tokens[from].Text)
                : null;
        if (to - from > 3 && tokens[from] is { Kind: TokenKind.Identifier, Text: "Number" or "parseFloat" } && tokens[from + 1].Is("(") && pairs.GetValueOrDefault(from + 1) == to - 1)
            return Operand(from + 2, to - 1);
        return sign > 0 ? Named(from, to) : null;
    }

    private Operand? Named(int from, int to)
    {
        if (tokens[from].Kind != TokenKind.Identifier)
            return null;
        var name = tokens[from].Text;
        var isCall = to - from >= 3 && tokens[from + 1].Is("(") && tokens[to - 1].Is(")");
        var argument = isCall && to - from == 4 && tokens[from + 2].Kind == TokenKind.String ? tokens[from + 2].Text : null;
        var member = to - from == 3 && tokens[from + 1].Is(".") ? tokens[from + 2].Text : null;
        return name switch
        {
            "getVariable" when argument is not null => values.Variable(argument),
            "getInput" when argument is not null => values.Input(argument),
            "variables" when member is not null => values.Variable(member),
            "input" when member is not null => values.Input(member),
            _ when isCall && to - from == 3 && name.Length > 3 && name.StartsWith("get", StringComparison.Ordinal) => values.Getter(name[3..]),
            _ => null,
        };
    }

    private bool IsBracketed(int from, int to) => tokens[from].Is("(") && pairs.GetValueOrDefault(from, -1) == to - 1;

    /// <summary>Positions outside of brackets; an opening bracket itself counts, what is in it does not.</summary>
    private IEnumerable<int> TopLevel(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            yield return at;
            if (pairs.TryGetValue(at, out var close))
                at = close;
        }
    }

    private IEnumerable<(int From, int To)> Split(int from, int to, string separator)
    {
        var start = from;
        foreach (var at in TopLevel(from, to).Where(at => tokens[at].Is(separator)).ToList())
        {
            yield return (start, at);
            start = at + 1;
        }

        yield return (start, to);
    }

    private static Relation? RelationOf(Token token) => token.Kind != TokenKind.Punctuator ? null : token.Text switch
    {
        "<" => Relation.Less,
        "<=" => Relation.LessOrEqual,
        ">" => Relation.Greater,
        ">=" => Relation.GreaterOrEqual,
        "==" or "===" => Relation.Equal,
        "!=" or "!==" => Relation.NotEqual,
        _ => null,
    };

    private static Relation Turned(Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };
}

/// <summary>One side of a comparison: a value that may change, or a number with the name under which it is known.</summary>
internal sealed record Operand(ValueName? Value, decimal? Number, string Shown);
