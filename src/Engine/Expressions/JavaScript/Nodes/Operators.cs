namespace AidWorkflows.Engine.Expressions.JavaScript;

internal enum Operator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
}

internal sealed class Binary(Operator op, Node left, Node right) : Node
{
    private readonly bool _nested = left is not (Identifier or Literal);

    public static Operator OperatorOf(string text) => text switch
    {
        "+" => Operator.Add,
        "-" => Operator.Subtract,
        "*" => Operator.Multiply,
        "/" => Operator.Divide,
        "%" => Operator.Remainder,
        "**" => Operator.Power,
        "<" => Operator.Less,
        "<=" => Operator.LessOrEqual,
        ">" => Operator.Greater,
        ">=" => Operator.GreaterOrEqual,
        "==" => Operator.Equal,
        "!=" => Operator.NotEqual,
        "===" => Operator.StrictEqual,
        "!==" => Operator.StrictNotEqual,
        "&" => Operator.And,
        "|" => Operator.Or,
        "^" => Operator.Xor,
        "<<" => Operator.ShiftLeft,
        ">>" => Operator.ShiftRight,
        _ => Operator.ShiftRightUnsigned,
    };

    public static Binary Create(string text, Node left, Node right) => new(OperatorOf(text), left, right);

    public override JsValue Evaluate(Frame frame)
    {
        // "a + b + c ..." is deep on the left without any bracket.
        if (_nested)
            frame.Runtime.GuardStack();
        var a = left.Evaluate(frame);
        return Apply(frame.Runtime, op, a, right.Evaluate(frame));
    }

    public static JsValue Apply(Runtime runtime, Operator op, in JsValue a, in JsValue b)
    {
        if (a.IsNumber && b.IsNumber)
            return Numbers(op, a.Number, b.Number);
        return op switch
        {
            Operator.Add => JsConvert.Add(runtime, a, b),
            Operator.StrictEqual => JsConvert.StrictEquals(a, b),
            Operator.StrictNotEqual => !JsConvert.StrictEquals(a, b),
            Operator.Equal => JsConvert.LooseEquals(runtime, a, b),
            Operator.NotEqual => !JsConvert.LooseEquals(runtime, a, b),
            Operator.Less => JsConvert.LessThan(runtime, a, b) == true,
            Operator.Greater => JsConvert.LessThan(runtime, b, a) == true,
            Operator.LessOrEqual => JsConvert.LessThan(runtime, b, a) == false,
            Operator.GreaterOrEqual => JsConvert.LessThan(runtime, a, b) == false,
            _ => Numbers(op, JsConvert.ToNumber(runtime, a), JsConvert.ToNumber(runtime, b)),
        };
    }

    public static double Power(double x, double y)
    {
        // JavaScript differs from IEEE pow here.
        if (double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)))
            return double.NaN;
        return Math.Pow(x, y);
    }

    private static JsValue Numbers(Operator op, double a, double b) => op switch
    {
        Operator.Add => a + b,
        Operator.Subtract => a - b,
        Operator.Multiply => a * b,
        Operator.Divide => a / b,
        Operator.Remainder => a % b,
        Operator.Power => Power(a, b),
        Operator.Less => a < b,
        Operator.LessOrEqual => a <= b,
        Operator.Greater => a > b,
        Operator.GreaterOrEqual => a >= b,
        Operator.Equal or Operator.StrictEqual => a == b,
        Operator.NotEqual or Operator.StrictNotEqual => a != b,
        Operator.And => JsConvert.ToInt32(a) & JsConvert.ToInt32(b),
        Operator.Or => JsConvert.ToInt32(a) | JsConvert.ToInt32(b),
        Operator.Xor => JsConvert.ToInt32(a) ^ JsConvert.ToInt32(b),
        Operator.ShiftLeft => JsConvert.ToInt32(a) << (JsConvert.ToInt32(b) & 31),
        Operator.ShiftRight => JsConvert.ToInt32(a) >> (JsConvert.ToInt32(b) & 31),
        _ => (uint)JsConvert.ToInt32(a) >> (JsConvert.ToInt32(b) & 31),
    };
}

internal sealed class Logical(char op, Node left, Node right) : Node
{
    public bool IsCoalesce => op == '?';

    public override JsValue Evaluate(Frame frame)
    {
        frame.Runtime.GuardStack();
        var value = left.Evaluate(frame);
        var settled = op switch
        {
            '&' => !value.IsTruthy,
            '|' => value.IsTruthy,
            _ => !value.IsNullish,
        };
        return settled ? value : right.Evaluate(frame);
    }
}

internal sealed class Conditional(Node test, Node then, Node otherwise) : Node
{
    public override JsValue Evaluate(Frame frame) => (test.Evaluate(frame).IsTruthy ? then : otherwise).Evaluate(frame);
}

internal sealed class Unary(char op, Node operand) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        return op switch
        {
            '!' => !value.IsTruthy,
            '-' => -JsConvert.ToNumber(frame.Runtime, value),
            '+' => JsConvert.ToNumber(frame.Runtime, value),
            '~' => ~JsConvert.ToInt32(JsConvert.ToNumber(frame.Runtime, value)),
            _ => JsValue.Undefined,
        };
    }
}

internal sealed class TypeOf(Node operand) : Node
{
    public override JsValue Evaluate(Frame frame) =>
        JsConvert.TypeOf(operand is Identifier identifier ? identifier.EvaluateTypeOf(frame) : operand.Evaluate(frame));
}

internal sealed class In(Node key, Node container, int position) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        var runtime = frame.Runtime;
        runtime.GuardStack();
        var name = key.Evaluate(frame);
        var target = container.Evaluate(frame);
        runtime.Position = position;
        if (target.Object is not { } obj)
            throw runtime.TypeError($"Cannot use 'in' operator to search for '{JsConvert.Describe(name)}' in {JsConvert.Describe(target)}");
        var text = JsConvert.ToKey(runtime, name);
        return obj.TryGetOwn(runtime, text, out _) || !Member.Get(runtime, target, text).IsUndefined;
    }
}

internal sealed class InstanceOf(Node value, Node type, int position) : Node
{
    public override JsValue Evaluate(Frame frame)
    {
        frame.Runtime.GuardStack();
        var subject = value.Evaluate(frame);
        var constructor = type.Evaluate(frame);
        frame.Runtime.Position = position;
        if (constructor.As<JsFunction>() is not { } function)
            throw frame.Runtime.TypeError("Right-hand side of 'instanceof' is not callable");
        return subject.Object is { } obj && function.IsMakerOf(obj);
    }
}
