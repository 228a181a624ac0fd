namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>The language's conversions and comparisons.</summary>
internal static class JsConvert
{
    private static readonly string[] CharTexts = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    public static string CharText(char c) => c < 128 ? CharTexts[c] : c.ToString();

    public static double ToNumber(Runtime runtime, JsValue value) => value.Type switch
    {
        JsType.Number or JsType.Boolean => value.Number,
        JsType.Null => 0,
        JsType.String => NumberParsing.FromText(runtime, value.Text!),
        JsType.Object => ToNumber(runtime, ToPrimitive(runtime, value, preferText: false)),
        _ => double.NaN,
    };

    /// <summary>ToIntegerOrInfinity.</summary>
    public static double ToInteger(Runtime runtime, JsValue value)
    {
        var number = ToNumber(runtime, value);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;
    }

    /// <summary>A relative index such as slice's, brought into 0..length.</summary>
    public static int ToIndex(Runtime runtime, JsValue value, int length, int missing)
    {
        if (value.IsUndefined)
            return missing;
        var number = ToInteger(runtime, value);
        return number < 0 ? (int)Math.Max(0, length + number) : (int)Math.Min(length, number);
    }

    public static int ToInt32(double number)
    {
        if (number >= int.MinValue && number <= int.MaxValue)
            return (int)number;
        if (!double.IsFinite(number))
            return 0;
        var wrapped = Math.Truncate(number) % 4294967296.0;
        return (int)(uint)(long)(wrapped < 0 ? wrapped + 4294967296.0 : wrapped);
    }

    public static string ToText(Runtime runtime, JsValue value)
    {
        switch (value.Type)
        {
            case JsType.String:
                return value.Text!;
            case JsType.Number:
                runtime.Allocate(64);
                return NumberText.Format(value.Number);
            case JsType.Boolean:
                return value.Boolean ? "true" : "false";
            case JsType.Null:
                return "null";
            case JsType.Object:
                return ToText(runtime, ToPrimitive(runtime, value, preferText: true));
            default:
                return "undefined";
        }
    }

    public static string ToKey(Runtime runtime, JsValue value)
    {
        var key = value.Text ?? ToText(runtime, value);
        // Hashing it takes time.
        runtime.Charge(key.Length / 32);
        return key;
    }

    public static JsValue ToPrimitive(Runtime runtime, JsValue value, bool? preferText = null)
    {
        if (value.Object is not { } obj)
            return value;
        var textFirst = preferText ?? obj is JsDate;
        runtime.Enter();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var name = textFirst == (attempt == 0) ? "toString" : "valueOf";
            var method = Member.Get(runtime, value, name);
            if (!method.IsCallable)
                continue;
            var result = runtime.Call(method, value);
            if (result.IsObject)
                continue;
            runtime.Leave();
            return result;
        }
        throw runtime.TypeError("Cannot convert object to primitive value");
    }

    public static bool StrictEquals(in JsValue a, in JsValue b)
    {
        if (a.IsNumber)
            return b.IsNumber && a.Number == b.Number;
        if (a.Text is { } text)
            return b.Text is { } other && text == other;
        return a.SameReference(b) && a.Number == b.Number;
    }

    public static bool LooseEquals(Runtime runtime, JsValue a, JsValue b)
    {
        while (true)
        {
            if (a.Type == b.Type)
                return StrictEquals(a, b);
            if (a.IsNullish || b.IsNullish)
                return a.IsNullish && b.IsNullish;
            if (a.IsObject)
                a = ToPrimitive(runtime, a);
            else if (b.IsObject)
                b = ToPrimitive(runtime, b);
            else
                return ToNumber(runtime, a) == ToNumber(runtime, b);
        }
    }

    public static bool SameValue(JsValue a, JsValue b)
    {
        if (!a.IsNumber || !b.IsNumber)
            return StrictEquals(a, b);
        return BitConverter.DoubleToInt64Bits(a.Number) == BitConverter.DoubleToInt64Bits(b.Number)
            || (double.IsNaN(a.Number) && double.IsNaN(b.Number));
    }

    /// <summary>a &lt; b; null when either is NaN.</summary>
    public static bool? LessThan(Runtime runtime, JsValue a, JsValue b)
    {
        a = ToPrimitive(runtime, a, preferText: false);
        b = ToPrimitive(runtime, b, preferText: false);
        if (a.Text is { } left && b.Text is { } right)
        {
            runtime.Charge(Math.Min(left.Length, right.Length) / 64);
            return string.CompareOrdinal(left, right) < 0;
        }
        double x = ToNumber(runtime, a), y = ToNumber(runtime, b);
        return double.IsNaN(x) || double.IsNaN(y) ? null : x < y;
    }

    public static JsValue Add(Runtime runtime, JsValue a, JsValue b)
    {
        a = ToPrimitive(runtime, a);
        b = ToPrimitive(runtime, b);
        if (!a.IsString && !b.IsString)
            return ToNumber(runtime, a) + ToNumber(runtime, b);
        string left = ToText(runtime, a), right = ToText(runtime, b);
        runtime.AllocateString((long)left.Length + right.Length);
        return left + right;
    }

    public static string TypeOf(JsValue value) => value.Type switch
    {
        JsType.Undefined => "undefined",
        JsType.Boolean => "boolean",
        JsType.Number => "number",
        JsType.String => "string",
        JsType.Object when value.IsCallable => "function",
        _ => "object",
    };

    /// <summary>For error messages: short, and never runs script code.</summary>
    public static string Describe(JsValue value) => value.Type switch
    {
        JsType.String => value.Text!.Length <= 40 ? $"\"{value.Text}\"" : $"\"{value.Text[..40]}...\"",
        JsType.Number => NumberText.Format(value.Number),
        JsType.Boolean => value.Boolean ? "true" : "false",
        JsType.Null => "null",
        JsType.Object => value.Object is JsFunction f ? $"function {f.Name}" : $"#<{value.Object!.ClassName}>",
        _ => "undefined",
    };
}
