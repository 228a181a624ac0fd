using System.Runtime.CompilerServices;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal enum JsType : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Object,
    Hole,
}

/// <summary>A JavaScript value in 16 bytes: the reference is the string, the object, or a mark that says how to read the number.</summary>
internal readonly struct JsValue
{
    private sealed class Mark(JsType type)
    {
        public readonly JsType Type = type;
    }

    private static readonly Mark NumberMark = new(JsType.Number);
    private static readonly Mark BooleanMark = new(JsType.Boolean);
    private static readonly Mark NullMark = new(JsType.Null);
    private static readonly Mark HoleMark = new(JsType.Hole);

    private readonly object? _ref;
    private readonly double _number;

    private JsValue(object? reference, double number)
    {
        _ref = reference;
        _number = number;
    }

    public JsValue(double number) : this(NumberMark, number) { }

    public JsValue(string text) : this(text, 0) { }

    public JsValue(JsObject value) : this((object)value, 0) { }

    public static JsValue Undefined => default;

    public static JsValue Null => new(NullMark, 0);

    public static JsValue True => new(BooleanMark, 1);

    public static JsValue False => new(BooleanMark, 0);

    /// <summary>Content of a let or const before its declaration ran.</summary>
    public static JsValue Hole => new(HoleMark, 0);

    public static JsValue NaN => new(NumberMark, double.NaN);

    public static JsValue Zero => new(NumberMark, 0);

    public JsType Type => _ref switch
    {
        null => JsType.Undefined,
        Mark mark => mark.Type,
        string => JsType.String,
        _ => JsType.Object,
    };

    public bool IsUndefined => _ref is null;

    public bool IsNull => ReferenceEquals(_ref, NullMark);

    public bool IsNullish => _ref is null || ReferenceEquals(_ref, NullMark);

    public bool IsNumber => ReferenceEquals(_ref, NumberMark);

    public bool IsBoolean => ReferenceEquals(_ref, BooleanMark);

    public bool IsString => _ref is string;

    public bool IsHole => ReferenceEquals(_ref, HoleMark);

    public bool IsObject => _ref is JsObject;

    public bool IsCallable => _ref is JsFunction;

    public double Number => _number;

    public bool Boolean => _number != 0;

    public string? Text => _ref as string;

    public JsObject? Object => _ref as JsObject;

    /// <summary>Only for slots whose variable is captured by a closure.</summary>
    public Cell Cell => Unsafe.As<Cell>(_ref!);

    public static JsValue Of(bool value) => new(BooleanMark, value ? 1 : 0);

    public static JsValue Of(Cell cell) => new(cell, 0);

    public static JsValue OrUndefined(string? text) => text is null ? default : new(text, 0);

    public static implicit operator JsValue(double value) => new(NumberMark, value);

    public static implicit operator JsValue(string value) => new(value, 0);

    public static implicit operator JsValue(bool value) => Of(value);

    public static implicit operator JsValue(JsObject value) => new((object)value, 0);

    public T? As<T>() where T : JsObject => _ref as T;

    public bool IsTruthy
    {
        get
        {
            if (ReferenceEquals(_ref, BooleanMark))
                return _number != 0;
            return _ref switch
            {
                null => false,
                string text => text.Length > 0,
                Mark mark => mark.Type == JsType.Number && _number != 0 && !double.IsNaN(_number),
                _ => true,
            };
        }
    }

    public bool SameReference(in JsValue other) => ReferenceEquals(_ref, other._ref);
}

/// <summary>Heap home of a variable that a closure captured.</summary>
internal sealed class Cell(JsValue value)
{
    public JsValue Value = value;
}
