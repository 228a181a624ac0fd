using System.Buffers;
using System.Text.RegularExpressions;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal sealed class RegexSyntaxException(string message) : Exception(message);

/// <summary>A compiled regular expression; immutable, so a literal is compiled once per program.</summary>
internal sealed class RegexCode
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);
    private static readonly SearchValues<char> KnownFlags = SearchValues.Create("dgimsuy");
    private readonly Regex _regex;
    private readonly bool _backtracks;
    private readonly int _groups;

    private RegexCode(string source, string flags, Regex regex, bool backtracks, RegexTranslator translated)
    {
        Source = source;
        Flags = flags;
        _regex = regex;
        _backtracks = backtracks;
        _groups = translated.GroupCount;
        Names = translated.Names;
    }

    public string Source { get; }

    public string Flags { get; }

    public bool Global => Flags.Contains('g', StringComparison.Ordinal);

    public bool Sticky => Flags.Contains('y', StringComparison.Ordinal);

    public IReadOnlyList<(string Name, int Group)> Names { get; }

    /// <summary>
    /// An automaton matches in linear time but takes a millisecond and half a megabyte to build: right for a literal,
    /// which is built once per program, and wrong for a pattern made at run time, where the time limit has to do.
    /// </summary>
    public static RegexCode Compile(string source, string flags, bool linear)
    {
        if (flags.Distinct().Count() != flags.Length || flags.AsSpan().ContainsAnyExcept(KnownFlags))
            throw new RegexSyntaxException("invalid flags");
        var translated = new RegexTranslator(source, flags);
        var pattern = translated.Translate();
        var options = RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal))
            options |= RegexOptions.IgnoreCase;
        try
        {
            if (linear && !translated.NeedsBacktracking)
            {
                try
                {
                    return new(source, flags, new Regex(pattern, options | RegexOptions.NonBacktracking, Timeout), false, translated);
                }
                catch (NotSupportedException)
                {
                    // The automaton would be too large; the backtracking engine has a time limit instead.
                }
            }
            return new(source, flags, new Regex(pattern, options, Timeout), true, translated);
        }
        catch (ArgumentException error)
        {
            throw new RegexSyntaxException(error.Message);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new RegexSyntaxException("too deeply nested");
        }
    }

    public Match Match(Runtime runtime, string text, int start)
    {
        // Linear matching is paid for by length; backtracking can only be bounded by time.
        runtime.Charge(4 + (text.Length - start) / 32 + (_backtracks ? 16 : 0));
        runtime.Allocate(200 + 64L * _groups);
        runtime.CheckWall();
        try
        {
            return _regex.Match(text, start);
        }
        catch (RegexMatchTimeoutException)
        {
            throw runtime.Limit($"the regular expression /{Source}/ took longer than {Timeout.TotalMilliseconds:N0} ms");
        }
    }

    public JsValue[] Groups(Match match)
    {
        var groups = new JsValue[_groups + 1];
        groups[0] = match.Value;
        for (var i = 1; i <= _groups; i++)
            groups[i] = match.Groups[i].Success ? match.Groups[i].Value : default(JsValue);
        return groups;
    }
}

internal sealed class JsRegExp(RegexCode code) : JsObject
{
    public override MethodKind Kind => MethodKind.RegExp;

    public override string ClassName => "RegExp";

    public RegexCode Code => code;

    public JsValue LastIndex { get; set; } = 0;

    public override IEnumerable<string> HiddenKeys => ["lastIndex"];

    public override bool TryGetOwn(Runtime runtime, string key, out JsValue value)
    {
        bool Has(char flag) => code.Flags.Contains(flag, StringComparison.Ordinal);
        value = key switch
        {
            "lastIndex" => LastIndex,
            "source" => code.Source.Length == 0 ? "(?:)" : code.Source,
            "flags" => string.Concat(code.Flags.Order()),
            "global" => Has('g'),
            "ignoreCase" => Has('i'),
            "multiline" => Has('m'),
            "dotAll" => Has('s'),
            "unicode" => Has('u'),
            "sticky" => Has('y'),
            _ => default,
        };
        return !value.IsUndefined || base.TryGetOwn(runtime, key, out value);
    }

    public override void Set(Runtime runtime, string key, JsValue value)
    {
        if (key == "lastIndex")
            LastIndex = value;
        else
            base.Set(runtime, key, value);
    }
}

/// <summary>One match in JavaScript's terms; the whole match is group 0.</summary>
internal sealed record RegexFound(int Index, int Length, JsValue[] Groups, JsObject? Names);
