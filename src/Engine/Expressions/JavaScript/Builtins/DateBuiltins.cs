namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class DateBuiltins
{
    public static readonly MethodTable Methods = GettersAndTexts();

    public static readonly NativeFunction Constructor = Builtins.Fill(
        new NativeFunction("Date", 7, (rt, self, args) => Text(Now(rt))) { Constructor = Make, Made = value => value is JsDate },
        new MethodTable
        {
            { "now", 0, (rt, self, args) => Now(rt) },
            { "parse", 1, (rt, self, args) => Parse(rt, args[0]) },
            { "UTC", 7, (rt, self, args) => FromParts(rt, args) },
        });

    public static JsDate Self(Runtime runtime, JsValue self) => self.As<JsDate>() ?? throw runtime.TypeError("this is not a Date object.");

    private static double Now(Runtime runtime) => runtime.Scope.Now.ToUnixTimeMilliseconds();

    private static double Parse(Runtime runtime, JsValue value)
    {
        var text = JsConvert.ToText(runtime, value);
        runtime.Charge(10 + text.Length / 16);
        runtime.Allocate(400);
        return DateText.Parse(text);
    }

    private static double FromParts(Runtime runtime, Args args)
    {
        double[] parts = [double.NaN, 0, 1, 0, 0, 0, 0];
        for (var i = 0; i < Math.Min(7, args.Length); i++)
            parts[i] = JsConvert.ToNumber(runtime, args[i]);
        if (Math.Truncate(parts[0]) is >= 0 and <= 99)
            parts[0] = 1900 + Math.Truncate(parts[0]);
        return DateText.Clip(DateText.Make(parts));
    }

    private static JsValue Make(Runtime runtime, Args args)
    {
        runtime.Allocate(64);
        if (args.Length == 0)
            return new JsDate(Now(runtime));
        if (args.Length > 1)
            return new JsDate(FromParts(runtime, args));
        if (args[0].As<JsDate>() is { } other)
            return new JsDate(other.Time);
        var value = JsConvert.ToPrimitive(runtime, args[0]);
        return new JsDate(value.IsString ? Parse(runtime, value) : DateText.Clip(JsConvert.ToNumber(runtime, value)));
    }

    private static string Text(double time) => $"{DateText.DatePart(time)} {DateText.TimePart(time)}";

    private static MethodTable GettersAndTexts()
    {
        var table = new MethodTable
        {
            { "getTime", 0, (rt, self, args) => Self(rt, self).Time },
            { "valueOf", 0, (rt, self, args) => Self(rt, self).Time },
            { "getTimezoneOffset", 0, (rt, self, args) => double.IsNaN(Self(rt, self).Time) ? double.NaN : 0 },
            { "toISOString", 0, (rt, self, args) => double.IsNaN(Self(rt, self).Time) ? throw rt.RangeError("Invalid time value") : DateText.Iso(Self(rt, self).Time) },
            { "toJSON", 1, (rt, self, args) => double.IsNaN(Self(rt, self).Time) ? JsValue.Null : DateText.Iso(Self(rt, self).Time) },
            Texts("toString", Text),
            Texts("toDateString", DateText.DatePart),
            Texts("toTimeString", DateText.TimePart),
            Texts("toUTCString", DateText.Utc),
            Texts("toLocaleDateString", DateText.LocaleDate),
            Texts("toLocaleTimeString", DateText.LocaleTime),
            Texts("toLocaleString", time => $"{DateText.LocaleDate(time)}, {DateText.LocaleTime(time)}"),
        };
        string[] fields = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"];
        foreach (var prefix in (ReadOnlySpan<string>)["get", "getUTC"])
        {
            for (var i = 0; i < fields.Length; i++)
            {
                var field = i;
                table.Add(prefix + fields[i], 0, (rt, self, args) => Self(rt, self).Time is var time && double.IsNaN(time) ? double.NaN : DateText.Split(time)[field]);
            }
            table.Add(prefix + "Day", 0, (rt, self, args) => Self(rt, self).Time is var time && double.IsNaN(time) ? double.NaN : DateText.WeekDay(time));
        }
        return table;
    }

    private static (string, int, NativeCode) Texts(string name, Func<double, string> text)
    {
        NativeCode code = (rt, self, args) =>
        {
            rt.Allocate(300);
            return double.IsNaN(Self(rt, self).Time) ? "Invalid Date" : text(Self(rt, self).Time);
        };
        return (name, 0, code);
    }
}

internal static class DateSetters
{
    public static readonly MethodTable Methods = Create();

    private static MethodTable Create()
    {
        var table = new MethodTable
        {
            { "setTime", 1, (rt, self, args) => DateBuiltins.Self(rt, self).Time = DateText.Clip(JsConvert.ToNumber(rt, args[0])) },
        };
        (string Name, int First, int Count)[] setters =
        [
            ("FullYear", 0, 3), ("Month", 1, 2), ("Date", 2, 1), ("Hours", 3, 4), ("Minutes", 4, 3), ("Seconds", 5, 2), ("Milliseconds", 6, 1),
        ];
        foreach (var (name, first, count) in setters)
        {
            NativeCode set = (rt, self, args) =>
            {
                rt.Allocate(100);
                var date = DateBuiltins.Self(rt, self);
                // Only a new year can bring an invalid date back to life.
                var start = double.IsNaN(date.Time) && first == 0 ? 0 : date.Time;
                var parts = double.IsNaN(start) ? [double.NaN, 0, 1, 0, 0, 0, 0] : DateText.Split(start);
                for (var i = 0; i < count && i < Math.Max(1, args.Length); i++)
                    parts[first + i] = JsConvert.ToNumber(rt, args[i]);
                return date.Time = DateText.Clip(DateText.Make(parts));
            };
            table.Add("set" + name, count, set);
            table.Add("setUTC" + name, count, set);
        }
        return table;
    }
}
