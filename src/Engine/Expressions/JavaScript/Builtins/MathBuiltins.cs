using System.Numerics;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class MathBuiltins
{
    public static readonly JsObject Math = Builtins.Namespace(
        new MethodTable
        {
            One("abs", System.Math.Abs), One("acos", System.Math.Acos), One("acosh", System.Math.Acosh), One("asin", System.Math.Asin),
            One("asinh", System.Math.Asinh), One("atan", System.Math.Atan), One("atanh", System.Math.Atanh), One("cbrt", x => System.Math.Round(System.Math.Cbrt(x)) is var whole && whole * whole * whole == x ? whole : System.Math.Cbrt(x)),
            One("ceil", System.Math.Ceiling), One("cos", System.Math.Cos), One("cosh", System.Math.Cosh), One("exp", System.Math.Exp),
            One("floor", System.Math.Floor), One("log", System.Math.Log), One("log10", System.Math.Log10), One("log2", System.Math.Log2),
            One("sin", System.Math.Sin), One("sinh", System.Math.Sinh), One("sqrt", System.Math.Sqrt), One("tan", System.Math.Tan),
            One("tanh", System.Math.Tanh), One("trunc", System.Math.Truncate),
            One("fround", x => (float)x),
            One("expm1", x => System.Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : System.Math.Exp(x) - 1),
            One("log1p", x => System.Math.Abs(x) < 1e-5 ? x - x * x / 2 + x * x * x / 3 : System.Math.Log(1 + x)),
            One("sign", x => x > 0 ? 1 : x < 0 ? -1 : x),
            One("clz32", x => BitOperations.LeadingZeroCount((uint)JsConvert.ToInt32(x))),
            // Half goes up, also below zero, and 0.49999999999999994 must not become 1.
            One("round", x => System.Math.Floor(x) is var floor && x - floor >= 0.5 ? System.Math.CopySign(floor + 1, x) : floor),
            Two("atan2", System.Math.Atan2),
            Two("pow", Binary.Power),
            Two("imul", (x, y) => unchecked(JsConvert.ToInt32(x) * JsConvert.ToInt32(y))),
            { "max", 2, (rt, self, args) => Extreme(rt, args, double.NegativeInfinity, System.Math.Max) },
            { "min", 2, (rt, self, args) => Extreme(rt, args, double.PositiveInfinity, System.Math.Min) },
            { "hypot", 2, Hypot },
            { "random", 0, (rt, self, args) => rt.Scope.NextRandom() },
        },
        ("PI", System.Math.PI),
        ("E", System.Math.E),
        ("LN2", 0.6931471805599453),
        ("LN10", 2.302585092994046),
        ("LOG2E", 1.4426950408889634),
        ("LOG10E", 0.4342944819032518),
        ("SQRT2", 1.4142135623730951),
        ("SQRT1_2", 0.7071067811865476));

    private static (string, int, NativeCode) One(string name, Func<double, double> function) =>
        (name, 1, (rt, self, args) => function(JsConvert.ToNumber(rt, args[0])));

    private static (string, int, NativeCode) Two(string name, Func<double, double, double> function) =>
        (name, 2, (rt, self, args) => function(JsConvert.ToNumber(rt, args[0]), JsConvert.ToNumber(rt, args[1])));

    private static JsValue Extreme(Runtime runtime, Args args, double start, Func<double, double, double> pick)
    {
        runtime.Charge(args.Length / 4);
        foreach (var item in args.Items)
            start = pick(start, JsConvert.ToNumber(runtime, item));
        return start;
    }

    private static JsValue Hypot(Runtime runtime, JsValue self, Args args)
    {
        runtime.Charge(args.Length / 4);
        double sum = 0;
        var infinite = false;
        foreach (var item in args.Items)
        {
            var number = JsConvert.ToNumber(runtime, item);
            infinite |= double.IsInfinity(number);
            sum += number * number;
        }
        return infinite ? double.PositiveInfinity : System.Math.Sqrt(sum);
    }
}
