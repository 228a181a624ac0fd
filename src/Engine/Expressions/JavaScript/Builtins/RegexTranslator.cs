using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// Writes a JavaScript pattern in .NET's syntax where the two differ: ASCII classes, anchors, the dot, group
/// numbers, empty classes, Unicode escapes. Groups get explicit numbers because .NET counts named ones last.
/// </summary>
internal sealed class RegexTranslator(string source, string flags)
{
    private const int MaximumNesting = 100;
    private const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string NotSpace = @"\0-\u0008\u000e-\u001f\u0021-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff";
    private const string NotDigit = @"\0-/:-\uffff";
    private const string NotWord = @"\0-/:-@\[-^`\{-\uffff";
    private const string Han = @"\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";

    private readonly StringBuilder _out = new();
    private readonly List<(string Name, int Group)> _names = [];
    private readonly bool _unicode = flags.Contains('u', StringComparison.Ordinal);
    private readonly bool _multiline = flags.Contains('m', StringComparison.Ordinal);
    private readonly bool _dotAll = flags.Contains('s', StringComparison.Ordinal);
    private readonly int _totalGroups = CountGroups(source);
    private int _at;

    public int GroupCount { get; private set; }

    public bool NeedsBacktracking { get; private set; }

    public IReadOnlyList<(string Name, int Group)> Names => _names;

    public string Translate()
    {
        var depth = 0;
        while (_at < source.Length)
        {
            var c = source[_at++];
            switch (c)
            {
                case '(':
                    if (++depth > MaximumNesting)
                        throw new RegexSyntaxException("too deeply nested");
                    OpenGroup();
                    break;
                case ')':
                    if (--depth < 0)
                        throw new RegexSyntaxException("Unmatched ')'");
                    _out.Append(')');
                    break;
                case '[': Class(); break;
                case '\\': Escape(); break;
                case '.': _out.Append(Dot()); break;
                case '^': Anchor(_multiline ? @"(?<=\A|[\n\r\u2028\u2029])" : @"\A", _multiline); break;
                case '$': Anchor(_multiline ? @"(?=[\n\r\u2028\u2029]|\z)" : @"\z", _multiline); break;
                case '{': Brace(); break;
                case '*' or '+' or '?': Quantifier(c); break;
                case ']' or '}' when _unicode: throw new RegexSyntaxException("Lone quantifier brackets");
                case ']' or '}' or '#' or ' ': _out.Append('\\').Append(c); break;
                default: Literal(c); break;
            }
        }
        if (depth > 0)
            throw new RegexSyntaxException("Unterminated group");
        return _out.ToString();
    }

    private static int CountGroups(string source)
    {
        var count = 0;
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == '[')
                inClass = true;
            else if (source[i] == ']')
                inClass = false;
            else if (source[i] == '(' && !inClass && (i + 1 >= source.Length || source[i + 1] != '?' || IsNamed(source, i + 1)))
                count++;
        }
        return count;
    }

    private static bool IsNamed(string source, int at) =>
        at + 2 < source.Length && source[at + 1] == '<' && source[at + 2] is not ('=' or '!');

    private bool Next(string text)
    {
        if (string.CompareOrdinal(source, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private void OpenGroup()
    {
        if (Next("?:"))
        {
            _out.Append("(?:");
            return;
        }
        foreach (var look in (ReadOnlySpan<string>)["?=", "?!", "?<=", "?<!"])
        {
            if (Next(look))
            {
                NeedsBacktracking = true;
                _out.Append('(').Append(look);
                return;
            }
        }
        GroupCount++;
        if (Next("?<"))
        {
            var end = source.IndexOf('>', _at);
            if (end <= _at || !source.AsSpan(_at, end - _at).ToString().All(c => char.IsLetterOrDigit(c) || c is '_' or '$'))
                throw new RegexSyntaxException("Invalid capture group name");
            var name = source[_at..end];
            if (_names.Exists(n => n.Name == name))
                throw new RegexSyntaxException("Duplicate capture group name");
            _names.Add((name, GroupCount));
            _at = end + 1;
        }
        else if (_at < source.Length && source[_at] == '?')
        {
            throw new RegexSyntaxException("Invalid group");
        }
        _out.Append(CultureInfo.InvariantCulture, $"(?<{GroupCount}>");
    }

    private void Anchor(string text, bool backtracks)
    {
        NeedsBacktracking |= backtracks;
        _out.Append(text);
    }

    private string Dot()
    {
        var any = _dotAll ? @"[\s\S]" : @"[^\n\r\u2028\u2029]";
        return _unicode ? $@"(?:[\ud800-\udbff][\udc00-\udfff]|{any})" : any;
    }

    private void Literal(char c)
    {
        // With the u flag a pair of surrogates is one character for the quantifier after it.
        if (_unicode && char.IsHighSurrogate(c) && _at < source.Length && char.IsLowSurrogate(source[_at]))
            _out.Append("(?:").Append(c).Append(source[_at++]).Append(')');
        else
            _out.Append(c);
    }

    private void Quantifier(char c)
    {
        // .NET reads "a++" as an error too, but "(?" and a leading star need our own check.
        if (_out.Length == 0)
            throw new RegexSyntaxException("Nothing to repeat");
        _out.Append(c);
    }

    private void Brace()
    {
        var end = source.IndexOf('}', _at);
        var body = end < 0 ? "" : source[_at..end];
        var comma = body.IndexOf(',', StringComparison.Ordinal);
        var low = comma < 0 ? body : body[..comma];
        var high = comma < 0 ? "" : body[(comma + 1)..];
        if (low.Length is 0 or > 6 || high.Length > 6 || !low.All(char.IsAsciiDigit) || !high.All(char.IsAsciiDigit))
        {
            if (_unicode || low.Length > 6 || high.Length > 6)
                throw new RegexSyntaxException("Incomplete quantifier");
            _out.Append(@"\{");
            return;
        }
        if (_out.Length == 0)
            throw new RegexSyntaxException("Nothing to repeat");
        _out.Append('{').Append(body).Append('}');
        _at = end + 1;
    }

    private void Escape()
    {
        if (_at >= source.Length)
            throw new RegexSyntaxException("\\ at end of pattern");
        var c = source[_at++];
        switch (c)
        {
            case 'b' or 'B':
                NeedsBacktracking = true;
                const string Word = "[A-Za-z0-9_]";
                _out.Append(c == 'b' ? $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))" : $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))");
                break;
            case >= '1' and <= '9':
                BackReference();
                break;
            case 'k' when _names.Count > 0 || source.Contains("(?<", StringComparison.Ordinal):
                var end = source.IndexOf('>', _at);
                var name = end < 0 || source[_at] != '<' ? "" : source[(_at + 1)..end];
                var found = _names.Find(n => n.Name == name);
                if (found.Group == 0)
                    throw new RegexSyntaxException("Invalid named reference");
                _at = end + 1;
                AppendReference(found.Group);
                break;
            default:
                var set = Shorthand(c, inClass: false);
                if (set is not null)
                    _out.Append(set);
                else
                    AppendCode(CharacterEscape(c));
                break;
        }
    }

    private void BackReference()
    {
        var start = _at - 1;
        while (_at < source.Length && char.IsAsciiDigit(source[_at]) && _at - start < 4)
            _at++;
        var number = int.Parse(source.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture);
        if (number > _totalGroups)
            throw new RegexSyntaxException("Invalid back reference");
        // A group that is not closed yet matches the empty text.
        if (number <= GroupCount)
            AppendReference(number);
    }

    private void AppendReference(int group)
    {
        NeedsBacktracking = true;
        _out.Append(CultureInfo.InvariantCulture, $@"(?({group})\k<{group}>|)");
    }

    private string? Shorthand(char c, bool inClass)
    {
        string? set = c switch
        {
            'd' => "0-9",
            'D' => NotDigit,
            'w' => "A-Za-z0-9_",
            'W' => NotWord,
            's' => Space,
            'S' => NotSpace,
            'p' or 'P' when _unicode => Property(c == 'P'),
            _ => null,
        };
        return set is null || inClass ? set : $"[{set}]";
    }

    private string Property(bool negated)
    {
        var end = source.IndexOf('}', _at);
        if (end < 0 || source[_at] != '{')
            throw new RegexSyntaxException("Invalid property name");
        var name = source[(_at + 1)..end];
        _at = end + 1;
        var category = name switch
        {
            "Script=Han" or "sc=Han" or "Script_Extensions=Han" or "scx=Han" when !negated => null,
            "L" or "Lu" or "Ll" or "Lt" or "Lm" or "Lo" or "M" or "Mn" or "Mc" or "N" or "Nd" or "Nl" or "No" or "P" or "S" or "Sc" or "Sm" or "Z" or "Zs" => name,
            "Letter" or "Alphabetic" => "L",
            "Uppercase_Letter" or "Uppercase" => "Lu",
            "Lowercase_Letter" or "Lowercase" => "Ll",
            "Number" => "N",
            "Decimal_Number" => "Nd",
            "Punctuation" => "P",
            _ => throw new RegexSyntaxException($"Unicode property '{name}' is not supported"),
        };
        return category is null ? Han : $@"\{(negated ? 'P' : 'p')}{{{category}}}";
    }

    /// <summary>Code of one escaped character.</summary>
    private int CharacterEscape(char c)
    {
        switch (c)
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'f': return '\f';
            case '0' when _at >= source.Length || !char.IsAsciiDigit(source[_at]): return 0;
            case 'c' when _at < source.Length && char.IsAsciiLetter(source[_at]): return source[_at++] & 31;
            case 'x' when Hex(2) is { } code: return code;
            case 'u' when _unicode && _at < source.Length && source[_at] == '{':
                var end = source.IndexOf('}', _at);
                if (end < 0 || !int.TryParse(source.AsSpan(_at + 1, end - _at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || (uint)point > 0x10FFFF)
                    throw new RegexSyntaxException("Invalid Unicode escape");
                _at = end + 1;
                return point;
            case 'u' when Hex(4) is { } unit: return unit;
        }
        if (_unicode && (char.IsLetterOrDigit(c) || c == '_'))
            throw new RegexSyntaxException("Invalid escape");
        return c;
    }

    private int? Hex(int digits)
    {
        if (_at + digits > source.Length || !int.TryParse(source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return null;
        _at += digits;
        return code;
    }

    private void AppendCode(int code)
    {
        if (code <= 0xFFFF)
            _out.Append(Unit(code));
        else
            _out.Append("(?:").Append(string.Concat(char.ConvertFromUtf32(code).Select(c => Unit(c)))).Append(')');
    }

    private static string Unit(int code) => $"\\u{code.ToString("x4", CultureInfo.InvariantCulture)}";

    private void Class()
    {
        var negated = Next("^");
        if (Next("]"))
        {
            _out.Append(negated ? @"[\s\S]" : "(?!)");
            NeedsBacktracking |= !negated;
            return;
        }
        var set = new StringBuilder();
        var pairs = new List<string>();
        var start = _at;
        while (true)
        {
            if (_at >= source.Length)
                throw new RegexSyntaxException("Unterminated character class");
            var c = source[_at++];
            if (c == ']')
                break;
            var (low, shorthand) = ClassMember(c);
            if (_at + 1 < source.Length && source[_at] == '-' && source[_at + 1] != ']')
            {
                var dash = _at++;
                var (high, other) = ClassMember(source[_at++]);
                if (shorthand is null && other is null)
                {
                    AppendRange(set, low, high);
                    continue;
                }
                if (_unicode)
                    throw new RegexSyntaxException("Invalid character class");
                _at = dash + 1;
                set.Append(@"\-");
            }
            if (shorthand is not null)
                set.Append(shorthand);
            else if (low > 0xFFFF)
                pairs.Add(char.ConvertFromUtf32(low));
            else
                set.Append(Unit(low));
        }
        if (pairs.Count > 0 && negated)
            throw new RegexSyntaxException($"characters above U+FFFF in the class {source[(start - 2)..Math.Min(source.Length, _at)]} are not supported");
        var text = set.Length == 0 ? "" : $"[{(negated ? "^" : "")}{set}]";
        _out.Append(pairs.Count == 0 ? text : $"(?:{string.Join('|', text.Length == 0 ? pairs : pairs.Append(text))})");
    }

    private (int Code, string? Shorthand) ClassMember(char c)
    {
        if (c != '\\')
        {
            if (_unicode && char.IsHighSurrogate(c) && _at < source.Length && char.IsLowSurrogate(source[_at]))
                return (char.ConvertToUtf32(c, source[_at++]), null);
            return (c, null);
        }
        if (_at >= source.Length)
            throw new RegexSyntaxException("\\ at end of pattern");
        var escaped = source[_at++];
        if (Shorthand(escaped, inClass: true) is { } set)
            return (0, set);
        if (escaped == 'b')
            return ('\b', null);
        return (escaped == '-' ? '-' : CharacterEscape(escaped), null);
    }

    private static void AppendRange(StringBuilder set, int low, int high)
    {
        if (low > high)
            throw new RegexSyntaxException("Range out of order in character class");
        if (high > 0xFFFF)
            throw new RegexSyntaxException("ranges above U+FFFF are not supported");
        set.Append(Unit(low)).Append('-').Append(Unit(high));
    }
}
