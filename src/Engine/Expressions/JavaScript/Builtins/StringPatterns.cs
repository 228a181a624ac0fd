using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>String methods that take a regular expression or a plain text.</summary>
internal static class StringPatterns
{
    public static readonly MethodTable Methods = new()
    {
        { "split", 2, Split },
        { "replace", 2, (rt, self, args) => Replace(rt, StringBuiltins.Self(rt, self), args, all: false) },
        { "replaceAll", 2, ReplaceAll },
        { "match", 1, Match },
        { "matchAll", 1, MatchAll },
        { "search", 1, (rt, self, args) => Regex(rt, args[0], "").Code.Match(rt, StringBuiltins.Self(rt, self), 0) is { Success: true } m ? m.Index : -1 },
    };

    private static JsRegExp Regex(Runtime runtime, JsValue value, string flags) =>
        value.As<JsRegExp>() ?? new JsRegExp(RegExpBuiltins.Compile(runtime, value.IsUndefined ? "(?:)" : JsConvert.ToText(runtime, value), flags));

    private static JsValue Split(Runtime runtime, JsValue self, Args args)
    {
        var text = StringBuiltins.Self(runtime, self);
        var limit = args[1].IsUndefined ? uint.MaxValue : (uint)JsConvert.ToInt32(JsConvert.ToNumber(runtime, args[1]));
        var result = JsArray.Create(runtime, 0);
        if (limit == 0)
            return result;
        if (args[0].IsUndefined)
        {
            result.Add(runtime, text);
            return result;
        }
        if (args[0].As<JsRegExp>() is { } regex)
            return SplitByRegex(runtime, text, regex, limit, result);
        var separator = JsConvert.ToText(runtime, args[0]);
        runtime.Charge(text.Length / 64);
        if (separator.Length == 0)
        {
            for (var i = 0; i < text.Length && result.Length < limit; i++)
            {
                runtime.Step();
                result.Add(runtime, JsConvert.CharText(text[i]));
            }
            return result;
        }
        for (var start = 0; result.Length < limit;)
        {
            runtime.Step();
            var end = text.IndexOf(separator, start, StringComparison.Ordinal);
            result.Add(runtime, StringBuiltins.Cut(runtime, text, start, end < 0 ? text.Length : end));
            if (end < 0)
                break;
            start = end + separator.Length;
        }
        return result;
    }

    private static JsArray SplitByRegex(Runtime runtime, string text, JsRegExp regex, uint limit, JsArray result)
    {
        if (text.Length == 0)
        {
            if (!regex.Code.Match(runtime, text, 0).Success)
                result.Add(runtime, "");
            return result;
        }
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var match = regex.Code.Match(runtime, text, at);
            if (!match.Success || match.Index >= text.Length)
                break;
            var end = match.Index + match.Length;
            if (end == start || (match.Length == 0 && match.Index == start))
            {
                at = Math.Max(at, end) + 1;
                continue;
            }
            result.Add(runtime, StringBuiltins.Cut(runtime, text, start, match.Index));
            if (result.Length >= limit)
                return result;
            foreach (var group in regex.Code.Groups(match).Skip(1))
            {
                result.Add(runtime, group);
                if (result.Length >= limit)
                    return result;
            }
            start = end;
            at = match.Length == 0 ? end + 1 : end;
        }
        result.Add(runtime, StringBuiltins.Cut(runtime, text, start, text.Length));
        return result;
    }

    private static JsValue ReplaceAll(Runtime runtime, JsValue self, Args args)
    {
        if (args[0].As<JsRegExp>() is { Code.Global: false })
            throw runtime.TypeError("replaceAll must be called with a global RegExp");
        return Replace(runtime, StringBuiltins.Self(runtime, self), args, all: true);
    }

    private static JsValue Replace(Runtime runtime, string text, Args args, bool all)
    {
        var callback = args[1].As<JsFunction>();
        var regex = args[0].As<JsRegExp>();
        var needle = regex is null ? JsConvert.ToText(runtime, args[0]) : "";
        var template = callback is null ? JsConvert.ToText(runtime, args[1]) : "";
        var result = new StringBuilder();
        var copied = 0;
        foreach (var found in regex is null ? Plain(runtime, text, needle, all) : RegExpBuiltins.Matches(runtime, regex, text))
        {
            runtime.Step();
            string replacement;
            if (callback is null)
            {
                replacement = Expand(runtime, template, text, found);
            }
            else
            {
                runtime.Allocate(64 + 16L * found.Groups.Length);
                JsValue[] parameters = found.Names is null
                    ? [.. found.Groups, found.Index, text]
                    : [.. found.Groups, found.Index, text, found.Names];
                replacement = JsConvert.ToText(runtime, callback.Call(runtime, default, new Args(parameters)));
            }
            runtime.Allocate(2L * (found.Index - copied + replacement.Length));
            CheckLength(runtime, (long)result.Length + found.Index - copied + replacement.Length);
            result.Append(text, copied, found.Index - copied).Append(replacement);
            copied = found.Index + found.Length;
        }
        if (copied == 0 && result.Length == 0)
            return text;
        runtime.AllocateString((long)result.Length + text.Length - copied);
        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static void CheckLength(Runtime runtime, long length)
    {
        if (length > runtime.Limits.StringLength)
            runtime.AllocateString(length);
    }

    private static IEnumerable<RegexFound> Plain(Runtime runtime, string text, string needle, bool all)
    {
        for (var at = 0; at <= text.Length;)
        {
            runtime.Charge(1 + (all ? 0 : text.Length / 64));
            var index = text.IndexOf(needle, at, StringComparison.Ordinal);
            if (index < 0)
                yield break;
            yield return new RegexFound(index, needle.Length, [needle], null);
            if (!all)
                yield break;
            at = index + Math.Max(1, needle.Length);
        }
    }

    // $$, $&, $`, $', $1, $<name>
    private static string Expand(Runtime runtime, string template, string text, RegexFound found)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
            return template;
        var result = new StringBuilder();
        for (var i = 0; i < template.Length;)
        {
            CheckLength(runtime, result.Length);
            i += template[i] == '$' ? AppendReference(runtime, template, i, text, found, result) : AppendLetter(template[i], result);
        }
        return result.ToString();
    }

    private static int AppendLetter(char letter, StringBuilder result)
    {
        result.Append(letter);
        return 1;
    }

    /// <summary>Returns how many characters of the template it used.</summary>
    private static int AppendReference(Runtime runtime, string template, int at, string text, RegexFound found, StringBuilder result)
    {
        switch (at + 1 < template.Length ? template[at + 1] : '\0')
        {
            case '$':
                result.Append('$');
                return 2;
            case '&':
                result.Append(text, found.Index, found.Length);
                return 2;
            case '`':
                result.Append(text, 0, found.Index);
                return 2;
            case '\'':
                result.Append(text.AsSpan(found.Index + found.Length));
                return 2;
            case '<' when found.Names is not null && template.IndexOf('>', at) is var end and > 0:
                result.Append(Member.Get(runtime, found.Names, template[(at + 2)..end]).Text);
                return end + 1 - at;
            case >= '0' and <= '9':
                return AppendGroup(template, at, found, result);
            default:
                return AppendLetter('$', result);
        }
    }

    private static int AppendGroup(string template, int at, RegexFound found, StringBuilder result)
    {
        for (var digits = 2; digits >= 1; digits--)
        {
            if (at + digits < template.Length
                && int.TryParse(template.AsSpan(at + 1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number < found.Groups.Length)
            {
                result.Append(found.Groups[number].Text);
                return digits + 1;
            }
        }
        return AppendLetter('$', result);
    }

    private static JsValue Match(Runtime runtime, JsValue self, Args args)
    {
        var text = StringBuiltins.Self(runtime, self);
        var regex = Regex(runtime, args[0], "");
        if (!regex.Code.Global)
            return RegExpBuiltins.Exec(runtime, regex, text);
        var result = JsArray.Create(runtime, 0);
        foreach (var found in RegExpBuiltins.Matches(runtime, regex, text))
            result.Add(runtime, found.Groups[0]);
        return result.Length == 0 ? JsValue.Null : result;
    }

    private static JsValue MatchAll(Runtime runtime, JsValue self, Args args)
    {
        var text = StringBuiltins.Self(runtime, self);
        if (args[0].As<JsRegExp>() is { Code.Global: false })
            throw runtime.TypeError("String.prototype.matchAll called with a non-global RegExp argument");
        var regex = Regex(runtime, args[0], "g");
        return MapBuiltins.Iterator(runtime, RegExpBuiltins.Matches(runtime, regex, text).Select(f => RegExpBuiltins.ToArray(runtime, f, text)));
    }
}
