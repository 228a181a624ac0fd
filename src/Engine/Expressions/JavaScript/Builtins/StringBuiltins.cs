using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>String itself and the methods without patterns.</summary>
internal static class StringBuiltins
{
    private static readonly CompareInfo English = CultureInfo.GetCultureInfo("en-US").CompareInfo;

    public static readonly MethodTable Methods = new()
    {
        { "toString", 0, (rt, self, args) => Self(rt, self) },
        { "valueOf", 0, (rt, self, args) => Self(rt, self) },
        { "at", 1, (rt, self, args) =>
            {
                var text = Self(rt, self);
                var index = JsConvert.ToInteger(rt, args[0]);
                index = index < 0 ? text.Length + index : index;
                return index >= 0 && index < text.Length ? JsConvert.CharText(text[(int)index]) : default(JsValue);
            }
        },
        { "charAt", 1, (rt, self, args) => JsConvert.ToInteger(rt, args[0]) is var i && i >= 0 && i < Self(rt, self).Length ? JsConvert.CharText(Self(rt, self)[(int)i]) : "" },
        { "charCodeAt", 1, (rt, self, args) => JsConvert.ToInteger(rt, args[0]) is var i && i >= 0 && i < Self(rt, self).Length ? Self(rt, self)[(int)i] : double.NaN },
        { "codePointAt", 1, CodePointAt },
        { "concat", 1, (rt, self, args) => Concat(rt, Self(rt, self), args) },
        { "includes", 1, (rt, self, args) => Find(rt, self, args, 0) >= 0 },
        { "indexOf", 1, (rt, self, args) => Find(rt, self, args, 0) },
        { "lastIndexOf", 1, LastIndexOf },
        { "startsWith", 1, (rt, self, args) =>
            {
                var text = Self(rt, self);
                return text.AsSpan((int)Math.Clamp(JsConvert.ToInteger(rt, args[1]), 0, text.Length)).StartsWith(Plain(rt, args[0]), StringComparison.Ordinal);
            }
        },
        { "endsWith", 1, (rt, self, args) =>
            {
                var text = Self(rt, self);
                var end = args[1].IsUndefined ? text.Length : (int)Math.Clamp(JsConvert.ToInteger(rt, args[1]), 0, text.Length);
                return text.AsSpan(0, end).EndsWith(Plain(rt, args[0]), StringComparison.Ordinal);
            }
        },
        { "padStart", 1, (rt, self, args) => Pad(rt, Self(rt, self), args, atStart: true) },
        { "padEnd", 1, (rt, self, args) => Pad(rt, Self(rt, self), args, atStart: false) },
        { "repeat", 1, Repeat },
        { "slice", 2, (rt, self, args) =>
            {
                var text = Self(rt, self);
                return Cut(rt, text, JsConvert.ToIndex(rt, args[0], text.Length, 0), JsConvert.ToIndex(rt, args[1], text.Length, text.Length));
            }
        },
        { "substring", 2, (rt, self, args) =>
            {
                var text = Self(rt, self);
                var start = (int)Math.Clamp(JsConvert.ToInteger(rt, args[0]), 0, text.Length);
                var end = args[1].IsUndefined ? text.Length : (int)Math.Clamp(JsConvert.ToInteger(rt, args[1]), 0, text.Length);
                return Cut(rt, text, Math.Min(start, end), Math.Max(start, end));
            }
        },
        { "substr", 2, (rt, self, args) =>
            {
                var text = Self(rt, self);
                var start = JsConvert.ToIndex(rt, args[0], text.Length, 0);
                var length = args[1].IsUndefined ? text.Length : JsConvert.ToInteger(rt, args[1]);
                return Cut(rt, text, start, (int)Math.Min(text.Length, start + length));
            }
        },
        { "toLowerCase", 0, (rt, self, args) => Changed(rt, self, t => t.ToLowerInvariant()) },
        { "toUpperCase", 0, (rt, self, args) => Changed(rt, self, t => t.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)) },
        { "toLocaleLowerCase", 0, (rt, self, args) => Changed(rt, self, t => t.ToLowerInvariant()) },
        { "toLocaleUpperCase", 0, (rt, self, args) => Changed(rt, self, t => t.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)) },
        { "trim", 0, (rt, self, args) => Changed(rt, self, t => NumberParsing.Trim(t).ToString()) },
        { "trimStart", 0, (rt, self, args) => Changed(rt, self, t => NumberParsing.Trim(t, end: false).ToString()) },
        { "trimEnd", 0, (rt, self, args) => Changed(rt, self, t => NumberParsing.Trim(t, start: false).ToString()) },
        { "localeCompare", 1, LocaleCompare },
        { "normalize", 0, Normalize },
        { "isWellFormed", 0, (rt, self, args) => Self(rt, self) == ToWellFormed(Self(rt, self)) },
        { "toWellFormed", 0, (rt, self, args) => Changed(rt, self, ToWellFormed) },
    };

    public static readonly NativeFunction Constructor = Builtins.Fill(
        new NativeFunction("String", 1, (rt, self, args) => args.Length == 0 ? "" : JsConvert.ToText(rt, args[0])),
        new MethodTable
        {
            { "fromCharCode", 1, (rt, self, args) =>
                {
                    rt.AllocateString(args.Length);
                    return string.Concat(args.Items.Select(v => (char)JsConvert.ToInt32(JsConvert.ToNumber(rt, v))));
                }
            },
            { "fromCodePoint", 1, (rt, self, args) =>
                {
                    rt.AllocateString(args.Length * 2L);
                    return string.Concat(args.Items.Select(v => CodePoint(rt, JsConvert.ToNumber(rt, v))));
                }
            },
        });

    public static string Self(Runtime runtime, JsValue self) =>
        self.Text ?? (self.IsNullish ? throw runtime.TypeError("String method called on null or undefined") : JsConvert.ToText(runtime, self));

    public static JsValue Cut(Runtime runtime, string text, int start, int end)
    {
        if (end <= start)
            return "";
        runtime.AllocateString(end - start);
        return text[start..end];
    }

    public static string ToWellFormed(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune.ToString());
        return result.ToString();
    }

    private static string CodePoint(Runtime runtime, double code)
    {
        if (code < 0 || code > 0x10FFFF || code != Math.Truncate(code))
            throw runtime.RangeError($"Invalid code point {NumberText.Format(code)}");
        return code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
    }

    private static JsValue CodePointAt(Runtime runtime, JsValue self, Args args)
    {
        var text = Self(runtime, self);
        var index = JsConvert.ToInteger(runtime, args[0]);
        if (index < 0 || index >= text.Length)
            return default;
        return Rune.TryGetRuneAt(text, (int)index, out var rune) ? rune.Value : text[(int)index];
    }

    private static JsValue Concat(Runtime runtime, string text, Args args)
    {
        JsValue result = text;
        foreach (var item in args.Items)
            result = JsConvert.Add(runtime, result, JsConvert.ToText(runtime, item));
        return result;
    }

    private static JsValue Changed(Runtime runtime, JsValue self, Func<string, string> change)
    {
        var text = Self(runtime, self);
        runtime.AllocateString(text.Length);
        return change(text);
    }

    private static string Plain(Runtime runtime, JsValue value) => value.Object is JsRegExp
        ? throw runtime.TypeError("First argument must not be a regular expression")
        : JsConvert.ToText(runtime, value);

    private static int Find(Runtime runtime, JsValue self, Args args, int from)
    {
        var text = Self(runtime, self);
        runtime.Charge(text.Length / 64);
        var start = args[1].IsUndefined ? from : (int)Math.Clamp(JsConvert.ToInteger(runtime, args[1]), 0, text.Length);
        return text.IndexOf(Plain(runtime, args[0]), start, StringComparison.Ordinal);
    }

    private static JsValue LastIndexOf(Runtime runtime, JsValue self, Args args)
    {
        var text = Self(runtime, self);
        var part = JsConvert.ToText(runtime, args[0]);
        runtime.Charge(text.Length / 64);
        var limit = JsConvert.ToNumber(runtime, args[1]);
        var end = double.IsNaN(limit) ? text.Length : (int)Math.Clamp(limit, 0, text.Length);
        return text.AsSpan(0, (int)Math.Min(text.Length, (long)end + part.Length)).LastIndexOf(part, StringComparison.Ordinal);
    }

    private static JsValue Pad(Runtime runtime, string text, Args args, bool atStart)
    {
        var length = JsConvert.ToInteger(runtime, args[0]);
        var filler = args[1].IsUndefined ? " " : JsConvert.ToText(runtime, args[1]);
        if (length <= text.Length || filler.Length == 0)
            return text;
        runtime.AllocateString((long)Math.Min(length, int.MaxValue) * 2);
        var missing = (int)length - text.Length;
        var pad = new StringBuilder(missing);
        while (pad.Length < missing)
            pad.Append(filler.AsSpan(0, Math.Min(filler.Length, missing - pad.Length)));
        return atStart ? pad + text : text + pad;
    }

    private static JsValue Repeat(Runtime runtime, JsValue self, Args args)
    {
        var text = Self(runtime, self);
        var count = JsConvert.ToInteger(runtime, args[0]);
        if (count < 0 || double.IsInfinity(count))
            throw runtime.RangeError($"Invalid count value: {NumberText.Format(count)}");
        if (text.Length == 0 || count == 0)
            return "";
        runtime.AllocateString((long)Math.Min(count, int.MaxValue) * text.Length);
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static JsValue LocaleCompare(Runtime runtime, JsValue self, Args args)
    {
        var text = Self(runtime, self);
        var other = JsConvert.ToText(runtime, args[0]);
        runtime.Charge((text.Length + other.Length) / 16);
        return Math.Sign(English.Compare(text, other, CompareOptions.None));
    }

    private static JsValue Normalize(Runtime runtime, JsValue self, Args args)
    {
        var form = args[0].IsUndefined ? "NFC" : JsConvert.ToText(runtime, args[0]);
        var normal = form switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw runtime.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD."),
        };
        var text = Self(runtime, self);
        // One character can become 18.
        runtime.Allocate(36L * text.Length);
        runtime.Charge(text.Length / 8);
        var result = ToWellFormed(text).Normalize(normal);
        runtime.AllocateString(result.Length);
        return result;
    }
}
