using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// Reads all tokens at once and pairs the brackets, so that the parser can see without backtracking
/// whether "(" opens arrow parameters and "[" or "{" a destructuring assignment.
/// </summary>
internal sealed class Lexer(string source)
{
    private static readonly FrozenSet<string> Keywords = new[]
    {
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends",
        "false", "finally", "for", "function", "if", "import", "in", "instanceof", "let", "new", "null", "return", "super", "switch", "this",
        "throw", "true", "try", "typeof", "var", "void", "while", "with",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Longest first.
    private static readonly string[] Punctuators =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".",
    ];

    private static readonly string[][] PunctuatorsByFirst = [.. Enumerable.Range(0, 128).Select(c => Array.FindAll(Punctuators, p => p[0] == c))];
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.eE+-");

    private readonly List<Token> _tokens = [];
    private readonly Dictionary<int, int> _pairs = [];
    private readonly Stack<(int Token, string Text, bool RegexAfter)> _open = new();
    private int _at;
    private bool _newline;
    private bool _regexAfterClose;

    /// <summary>Index of the closing bracket by index of the opening one.</summary>
    public IReadOnlyDictionary<int, int> Pairs => _pairs;

    public List<Token> Read()
    {
        while (true)
        {
            SkipSpace();
            var start = _at;
            if (start >= source.Length)
            {
                // Two more, so that the parser may look ahead without asking.
                for (var i = 0; i < 3; i++)
                    Add(TokenKind.End, "", start);
                return _tokens;
            }
            var c = source[start];
            if (IsIdentifierStart(c))
                ReadWord(start);
            else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
                ReadNumber(start);
            else if (c is '"' or '\'')
                ReadString(start, c);
            else if (c == '`')
                ReadTemplate(start);
            else if (c == '/' && RegexAllowed())
                ReadRegex(start);
            else
                ReadPunctuator(start);
        }
    }

    private static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c is '_' or '$' || (c > 127 && char.IsLetter(c));

    private static bool IsIdentifierPart(char c) =>
        IsIdentifierStart(c) || char.IsAsciiDigit(c)
        || (c > 127 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation)
        || c is '\u200c' or '\u200d';

    private char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private void Add(TokenKind kind, string text, int start, double number = 0)
    {
        _tokens.Add(new(kind, text, number, start, _at, _newline));
        _newline = false;
    }

    private void SkipSpace()
    {
        while (_at < source.Length)
        {
            var c = source[_at];
            if (c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                _newline = true;
                _at++;
            }
            else if (NumberParsing.IsSpace(c))
            {
                _at++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                while (_at < source.Length && source[_at] is not ('\n' or '\r' or '\u2028' or '\u2029'))
                    _at++;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                var end = source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                    throw new SyntaxException("Unterminated comment", _at);
                _newline |= source.AsSpan(_at, end - _at).ContainsAny('\n', '\r');
                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private void ReadWord(int start)
    {
        while (_at < source.Length && IsIdentifierPart(source[_at]))
            _at++;
        var text = source[start.._at];
        Add(Keywords.Contains(text) ? TokenKind.Keyword : TokenKind.Identifier, string.Intern(text), start);
    }

    private void ReadNumber(int start)
    {
        var radix = source[start] == '0' ? NumberParsing.RadixOf(Peek(1)) : 0;
        if (radix > 0)
            _at += 2;
        while (char.IsAsciiLetterOrDigit(Peek(0)) || Peek(0) == '_' || (radix == 0 && Peek(0) == '.')
            || (radix == 0 && Peek(0) is '+' or '-' && source[_at - 1] is 'e' or 'E'))
        {
            // "1..toString()" and "1.5.toFixed()": a second point is a member access.
            if (Peek(0) == '.' && source.AsSpan(start, _at - start).IndexOfAny('.', 'e', 'E') >= 0)
                break;
            _at++;
        }
        var raw = source[start.._at];
        var text = raw.Replace("_", "", StringComparison.Ordinal);
        double number;
        if (radix > 0)
        {
            number = NumberParsing.Digits(text.AsSpan(2), radix, out var used);
            if (used == 0 || used != text.Length - 2)
                throw new SyntaxException("Invalid number", start);
        }
        else if ((text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1])) || IsIdentifierPart(Peek(0)) || raw.EndsWith('_') || raw.Contains("__", StringComparison.Ordinal)
            || text.AsSpan().ContainsAnyExcept(NumberCharacters)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            throw new SyntaxException(raw.EndsWith('n') ? "BigInt is not supported" : "Invalid number", start);
        }
        Add(TokenKind.Number, raw, start, number);
    }

    private void ReadString(int start, char quote)
    {
        _at++;
        var text = new StringBuilder();
        while (true)
        {
            var c = Peek(0);
            if (_at >= source.Length || c is '\n' or '\r')
                throw new SyntaxException("Unterminated string", start);
            _at++;
            if (c == quote)
                break;
            if (c == '\\')
                ReadEscape(text);
            else
                text.Append(c);
        }
        Add(TokenKind.String, text.ToString(), start);
    }

    private void ReadEscape(StringBuilder text)
    {
        var start = _at - 1;
        var c = Peek(0);
        _at++;
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case '\r' when Peek(0) == '\n': _at++; break;
            case '\n' or '\r' or '\u2028' or '\u2029': break;
            case '0' when !char.IsAsciiDigit(Peek(0)): text.Append('\0'); break;
            case 'x': text.Append((char)ReadHex(2, start)); break;
            case 'u' when Peek(0) == '{':
                var end = source.IndexOf('}', _at);
                if (end < 0 || end - _at > 8 || !int.TryParse(source.AsSpan(_at + 1, end - _at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || (uint)code > 0x10FFFF)
                    throw new SyntaxException("Invalid Unicode escape", start);
                text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                _at = end + 1;
                break;
            case 'u': text.Append((char)ReadHex(4, start)); break;
            default:
                if (char.IsAsciiDigit(c) && c < '8')
                    throw new SyntaxException("Octal escapes are not supported", start);
                text.Append(c);
                break;
        }
    }

    private int ReadHex(int digits, int start)
    {
        if (_at + digits > source.Length || !int.TryParse(source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw new SyntaxException("Invalid escape", start);
        _at += digits;
        return code;
    }

    private void ReadTemplate(int start)
    {
        _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= source.Length)
                throw new SyntaxException("Unterminated template", start);
            var c = source[_at++];
            if (c == '`')
            {
                Add(TokenKind.TemplateEnd, text.ToString(), start);
                return;
            }
            if (c == '$' && Peek(0) == '{')
            {
                _at++;
                Add(TokenKind.TemplatePart, text.ToString(), start);
                _open.Push((_tokens.Count - 1, "${", false));
                return;
            }
            if (c == '\\')
                ReadEscape(text);
            else if (c != '\r')
                text.Append(c);
            else if (Peek(0) != '\n')
                text.Append('\n');
        }
    }

    private void ReadPunctuator(int start)
    {
        var rest = source.AsSpan(start);
        string? text = null;
        foreach (var candidate in rest[0] < 128 ? PunctuatorsByFirst[rest[0]] : [])
        {
            if (rest.StartsWith(candidate, StringComparison.Ordinal))
            {
                text = candidate;
                break;
            }
        }
        if (text is null)
            throw new SyntaxException(rest[0] == '@' || rest[0] == '#' ? "Invalid or unexpected token (classes and decorators are not supported)" : "Invalid or unexpected token", start);
        // "a?.5:1" is a conditional.
        if (text == "?." && rest.Length > 2 && char.IsAsciiDigit(rest[2]))
            text = "?";
        if (text is ")" or "]" or "}")
        {
            var expected = text == ")" ? "(" : text == "]" ? "[" : "{";
            if (!_open.TryPop(out var open) || (open.Text != expected && !(text == "}" && open.Text == "${")))
                throw new SyntaxException($"Unexpected token '{text}'", start);
            _pairs[open.Token] = _tokens.Count;
            if (open.Text == "${")
            {
                ReadTemplate(start);
                return;
            }
            _at += 1;
            _regexAfterClose = open.RegexAfter;
            Add(TokenKind.Punctuator, text, start);
            return;
        }
        if (text is "(" or "[" or "{")
            _open.Push((_tokens.Count, text, text == "(" ? OpensCondition() : text == "{" && OpensBlock()));
        _at += text.Length;
        Add(TokenKind.Punctuator, text, start);
    }

    private bool OpensCondition() => _tokens.Count > 0 && _tokens[^1] is { Kind: TokenKind.Keyword, Text: "if" or "while" or "for" };

    // Only to tell a regex from a division after "}"; wrong guesses need code nobody writes, such as dividing a function.
    private bool OpensBlock() =>
        _tokens.Count == 0 || _tokens[^1] is { Kind: TokenKind.Punctuator, Text: ")" or ";" or "{" or "}" or "=>" }
            or { Kind: TokenKind.Keyword, Text: "else" or "do" or "try" or "finally" };

    private bool RegexAllowed()
    {
        if (_tokens.Count == 0)
            return true;
        var last = _tokens[^1];
        return last.Kind switch
        {
            TokenKind.Keyword => last.Text is not ("this" or "null" or "true" or "false"),
            TokenKind.Punctuator when last.Text is ")" or "}" => _regexAfterClose,
            TokenKind.Punctuator => last.Text is not ("]" or "++" or "--"),
            TokenKind.TemplatePart => true,
            _ => false,
        };
    }

    private void ReadRegex(int start)
    {
        var inClass = false;
        for (_at++; ; _at++)
        {
            var c = Peek(0);
            if (_at >= source.Length || c is '\n' or '\r' or '\u2028' or '\u2029')
                throw new SyntaxException("Unterminated regular expression", start);
            if (c == '\\')
                _at++;
            else if (c == '[')
                inClass = true;
            else if (c == ']')
                inClass = false;
            else if (c == '/' && !inClass)
                break;
        }
        _at++;
        while (IsIdentifierPart(Peek(0)))
            _at++;
        Add(TokenKind.Regex, source[start.._at], start);
    }
}
