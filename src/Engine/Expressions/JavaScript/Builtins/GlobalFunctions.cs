using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class GlobalFunctions
{
    private const string Unescaped = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    public static readonly MethodTable Functions = new()
    {
        { "parseInt", 2, ParseInt },
        { "parseFloat", 1, ParseFloat },
        { "isNaN", 1, (rt, self, args) => double.IsNaN(JsConvert.ToNumber(rt, args[0])) },
        { "isFinite", 1, (rt, self, args) => double.IsFinite(JsConvert.ToNumber(rt, args[0])) },
        { "encodeURIComponent", 1, (rt, self, args) => Encode(rt, args[0], Unescaped) },
        { "encodeURI", 1, (rt, self, args) => Encode(rt, args[0], Unescaped + Reserved) },
        { "decodeURIComponent", 1, (rt, self, args) => Decode(rt, args[0], "") },
        { "decodeURI", 1, (rt, self, args) => Decode(rt, args[0], Reserved) },
    };

    public static JsValue ParseInt(Runtime runtime, JsValue self, Args args) =>
        NumberParsing.ParseInt(runtime, JsConvert.ToText(runtime, args[0]), JsConvert.ToInt32(JsConvert.ToNumber(runtime, args[1])));

    public static JsValue ParseFloat(Runtime runtime, JsValue self, Args args) =>
        NumberParsing.ParseFloat(runtime, JsConvert.ToText(runtime, args[0]));

    private static JsValue Encode(Runtime runtime, JsValue value, string kept)
    {
        var text = JsConvert.ToText(runtime, value);
        runtime.AllocateString(text.Length * 4L);
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (kept.Contains(text[i], StringComparison.Ordinal))
            {
                result.Append(text[i]);
                continue;
            }
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                throw runtime.Error("URIError", "URI malformed");
            i += rune.Utf16SequenceLength - 1;
            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                result.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    private static JsValue Decode(Runtime runtime, JsValue value, string kept)
    {
        var text = JsConvert.ToText(runtime, value);
        runtime.AllocateString(text.Length * 2L);
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }
            var start = i;
            var count = 0;
            var status = System.Buffers.OperationStatus.NeedMoreData;
            Rune rune = default;
            while (status == System.Buffers.OperationStatus.NeedMoreData && count < 4)
            {
                if (i + 2 >= text.Length || text[i] != '%' || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
                    throw runtime.Error("URIError", "URI malformed");
                count++;
                i += 3;
                status = Rune.DecodeFromUtf8(bytes[..count], out rune, out _);
            }
            if (status != System.Buffers.OperationStatus.Done)
                throw runtime.Error("URIError", "URI malformed");
            i--;
            if (rune.IsAscii && kept.Contains((char)rune.Value, StringComparison.Ordinal))
                result.Append(text.AsSpan(start, 3));
            else
                result.Append(rune.ToString());
        }
        return result.ToString();
    }
}
