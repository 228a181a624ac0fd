using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class RegExpBuiltins
{
    // Building one takes far longer than an ordinary step.
    private const int CompileCost = 300;
    private const int CompileBytes = 100_000;

    public static readonly MethodTable Methods = new()
    {
        { "test", 1, (rt, self, args) => !Exec(rt, Self(rt, self), JsConvert.ToText(rt, args[0])).IsNull },
        { "exec", 1, (rt, self, args) => Exec(rt, Self(rt, self), JsConvert.ToText(rt, args[0])) },
        { "toString", 0, (rt, self, args) => $"/{JsConvert.ToText(rt, Member.Get(rt, self, "source"))}/{JsConvert.ToText(rt, Member.Get(rt, self, "flags"))}" },
    };

    public static readonly NativeFunction Constructor = new("RegExp", 2, (rt, self, args) => Make(rt, args))
    {
        Constructor = Make,
        Made = value => value is JsRegExp,
    };

    public static RegexCode Compile(Runtime runtime, string source, string flags)
    {
        if (runtime.Regexes.TryGetValue((source, flags), out var known))
            return known;
        runtime.Charge(CompileCost + source.Length);
        runtime.Allocate(CompileBytes + 64L * source.Length);
        try
        {
            return runtime.Regexes[(source, flags)] = RegexCode.Compile(source, flags, linear: false);
        }
        catch (RegexSyntaxException error)
        {
            throw runtime.Error("SyntaxError", $"Invalid regular expression: /{source}/: {error.Message}");
        }
    }

    public static JsValue Exec(Runtime runtime, JsRegExp regex, string text)
    {
        var keeps = regex.Code.Global || regex.Code.Sticky;
        var start = keeps ? JsConvert.ToInteger(runtime, regex.LastIndex) : 0;
        if (start < 0)
            start = 0;
        if (start <= text.Length)
        {
            var match = regex.Code.Match(runtime, text, (int)start);
            if (match.Success && (!regex.Code.Sticky || match.Index == (int)start))
            {
                if (keeps)
                    regex.LastIndex = match.Index + match.Length;
                return ToArray(runtime, ToFound(runtime, regex, match), text);
            }
        }
        if (keeps)
            regex.LastIndex = 0;
        return JsValue.Null;
    }

    /// <summary>All matches of a global expression, else the first.</summary>
    public static IEnumerable<RegexFound> Matches(Runtime runtime, JsRegExp regex, string text)
    {
        var global = regex.Code.Global;
        if (global)
            regex.LastIndex = 0;
        var at = regex.Code.Sticky && !global ? (int)Math.Clamp(JsConvert.ToInteger(runtime, regex.LastIndex), 0, text.Length) : 0;
        while (at <= text.Length)
        {
            runtime.Step();
            var match = regex.Code.Match(runtime, text, at);
            if (!match.Success || (regex.Code.Sticky && match.Index != at))
                yield break;
            yield return ToFound(runtime, regex, match);
            if (!global)
                yield break;
            at = match.Index + Math.Max(1, match.Length);
        }
    }

    public static JsValue ToArray(Runtime runtime, RegexFound found, string text)
    {
        var result = JsArray.Copy(runtime, found.Groups);
        result.Put(runtime, "index", found.Index);
        result.Put(runtime, "input", text);
        result.Put(runtime, "groups", found.Names is null ? default(JsValue) : found.Names);
        return result;
    }

    private static JsRegExp Self(Runtime runtime, JsValue self) =>
        self.As<JsRegExp>() ?? throw runtime.TypeError($"RegExp method called on incompatible receiver {JsConvert.Describe(self)}");

    private static JsValue Make(Runtime runtime, Args args)
    {
        var other = args[0].As<JsRegExp>();
        var source = other?.Code.Source ?? EscapeSlashes(args[0].IsUndefined ? "" : JsConvert.ToText(runtime, args[0]));
        var flags = args[1].IsUndefined ? other?.Code.Flags ?? "" : JsConvert.ToText(runtime, args[1]);
        return new JsRegExp(Compile(runtime, source, flags));
    }

    // The source property must read as a literal again.
    private static string EscapeSlashes(string source)
    {
        if (!source.Contains('/', StringComparison.Ordinal))
            return source;
        var result = new StringBuilder(source.Length + 8);
        var escaped = false;
        foreach (var c in source)
        {
            if (c == '/' && !escaped)
                result.Append('\\');
            result.Append(c);
            escaped = c == '\\' && !escaped;
        }
        return result.ToString();
    }

    private static RegexFound ToFound(Runtime runtime, JsRegExp regex, System.Text.RegularExpressions.Match match)
    {
        runtime.AllocateString(match.Length * 2L);
        var groups = regex.Code.Groups(match);
        JsObject? names = null;
        if (regex.Code.Names.Count > 0)
        {
            names = new JsObject();
            foreach (var (name, group) in regex.Code.Names)
                names.Put(runtime, name, groups[group]);
        }
        return new RegexFound(match.Index, match.Length, groups, names);
    }
}
