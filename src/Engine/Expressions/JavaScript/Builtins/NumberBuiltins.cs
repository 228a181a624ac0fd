namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class NumberBuiltins
{
    private const double MaximumSafe = 9007199254740991;

    public static readonly MethodTable Methods = new()
    {
        { "toString", 1, (rt, self, args) =>
            {
                var radix = args[0].IsUndefined ? 10 : JsConvert.ToInteger(rt, args[0]);
                rt.AllocateString(1100);
                return radix is >= 2 and <= 36 ? NumberText.Radix(self.Number, (int)radix) : throw rt.RangeError("toString() radix must be between 2 and 36");
            }
        },
        { "toFixed", 1, (rt, self, args) => NumberText.Fixed(self.Number, Places(rt, args[0], 0, "toFixed()")) },
        { "toPrecision", 1, (rt, self, args) => args[0].IsUndefined || !double.IsFinite(self.Number) ? NumberText.Format(self.Number) : NumberText.Precision(self.Number, Places(rt, args[0], 1, "toPrecision()")) },
        { "toExponential", 1, (rt, self, args) => NumberText.Exponent(self.Number, args[0].IsUndefined || !double.IsFinite(self.Number) ? null : Places(rt, args[0], 0, "toExponential()")) },
        { "toLocaleString", 0, ToLocaleString },
        { "valueOf", 0, (rt, self, args) => self },
    };

    public static readonly MethodTable BooleanMethods = new()
    {
        { "toString", 0, (rt, self, args) => JsConvert.ToText(rt, self) },
        { "valueOf", 0, (rt, self, args) => self },
    };

    public static readonly NativeFunction Constructor = Builtins.Fill(
        new NativeFunction("Number", 1, (rt, self, args) => args.Length == 0 ? 0 : JsConvert.ToNumber(rt, args[0])),
        new MethodTable
        {
            { "isInteger", 1, (rt, self, args) => IsInteger(args[0]) },
            { "isSafeInteger", 1, (rt, self, args) => IsInteger(args[0]) && Math.Abs(args[0].Number) <= MaximumSafe },
            { "isFinite", 1, (rt, self, args) => args[0].IsNumber && double.IsFinite(args[0].Number) },
            { "isNaN", 1, (rt, self, args) => args[0].IsNumber && double.IsNaN(args[0].Number) },
            { "parseFloat", 1, GlobalFunctions.ParseFloat },
            { "parseInt", 2, GlobalFunctions.ParseInt },
        },
        ("MAX_SAFE_INTEGER", MaximumSafe),
        ("MIN_SAFE_INTEGER", -MaximumSafe),
        ("MAX_VALUE", double.MaxValue),
        ("MIN_VALUE", double.Epsilon),
        ("EPSILON", Math.Pow(2, -52)),
        ("POSITIVE_INFINITY", double.PositiveInfinity),
        ("NEGATIVE_INFINITY", double.NegativeInfinity),
        ("NaN", double.NaN));

    public static readonly NativeFunction BooleanConstructor = new("Boolean", 1, (rt, self, args) => args[0].IsTruthy);

    private static bool IsInteger(JsValue value) => value.IsNumber && double.IsFinite(value.Number) && Math.Truncate(value.Number) == value.Number;

    private static int Places(Runtime runtime, JsValue value, int minimum, string function)
    {
        var places = JsConvert.ToInteger(runtime, value);
        runtime.AllocateString(400);
        return places >= minimum && places <= 100 ? (int)places : throw runtime.RangeError($"{function} argument must be between {minimum} and 100");
    }

    private static JsValue ToLocaleString(Runtime runtime, JsValue self, Args args)
    {
        int minimum = 0, maximum = 3;
        if (args[1].IsObject)
        {
            var low = Member.Get(runtime, args[1], "minimumFractionDigits");
            var high = Member.Get(runtime, args[1], "maximumFractionDigits");
            if (!low.IsUndefined)
                minimum = Places(runtime, low, 0, "minimumFractionDigits");
            maximum = high.IsUndefined ? Math.Max(3, minimum) : Places(runtime, high, 0, "maximumFractionDigits");
            if (minimum > maximum)
                throw runtime.RangeError("maximumFractionDigits value is out of range.");
        }
        runtime.AllocateString(1000);
        return NumberText.Grouped(self.Number, minimum, maximum);
    }
}
