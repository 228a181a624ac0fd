using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>JSON.stringify.</summary>
internal sealed class JsonWriter
{
    private readonly Runtime _runtime;
    private readonly JsFunction? _replacer;
    private readonly List<string>? _allowed;
    private readonly string _gap;
    private readonly StringBuilder _out = new();
    private readonly List<JsObject> _open = [];
    private int _paid;

    public JsonWriter(Runtime runtime, JsValue replacer, JsValue space)
    {
        _runtime = runtime;
        _replacer = replacer.As<JsFunction>();
        if (replacer.Object is JsArray list)
            _allowed = [.. runtime.Iterate(list).Where(v => v.IsString || v.IsNumber).Select(v => JsConvert.ToText(runtime, v)).Distinct()];
        if (space.IsNumber)
            _gap = new string(' ', (int)Math.Clamp(JsConvert.ToInteger(runtime, space), 0, 10));
        else
            _gap = space.Text is { } text ? text[..Math.Min(10, text.Length)] : "";
    }

    public JsValue Write(JsValue value)
    {
        _runtime.Allocate(160);
        var holder = new JsObject();
        holder.Put(_runtime, "", value);
        if (!Property(holder, "", value))
            return default;
        _runtime.AllocateString(_out.Length);
        return _out.ToString();
    }

    /// <summary>False when the value is left out: undefined and functions.</summary>
    private bool Property(JsValue holder, string key, JsValue value)
    {
        _runtime.Step();
        if (value.IsObject)
        {
            var toJson = value.Object is JsDate ? default : Member.Get(_runtime, value, "toJSON");
            if (toJson.IsCallable)
                value = _runtime.Call(toJson, value, key);
        }
        if (_replacer is not null)
            value = _replacer.Call(_runtime, holder, new Args([key, value]));
        switch (value.Type)
        {
            case JsType.Null:
                Append("null");
                return true;
            case JsType.Boolean:
                Append(value.Boolean ? "true" : "false");
                return true;
            case JsType.Number:
                Append(double.IsFinite(value.Number) ? NumberText.Format(value.Number) : "null");
                return true;
            case JsType.String:
                Quote(value.Text!);
                return true;
            case JsType.Object when value.Object is JsDate date:
                Append(double.IsNaN(date.Time) ? "null" : $"\"{DateText.Iso(date.Time)}\"");
                return true;
            case JsType.Object when !value.IsCallable:
                Container(value.Object!);
                return true;
            default:
                return false;
        }
    }

    private void Container(JsObject value)
    {
        if (_open.Contains(value))
            throw _runtime.TypeError("Converting circular structure to JSON");
        _runtime.Enter();
        _open.Add(value);
        if (value is JsArray array)
            Elements(array);
        else
            Members(value);
        _open.RemoveAt(_open.Count - 1);
        _runtime.Leave();
    }

    private void Elements(JsArray array)
    {
        Append("[");
        for (var i = 0; i < array.Length; i++)
        {
            if (i > 0)
                Append(",");
            NewLine(_open.Count);
            if (!Property(array, _replacer is null ? "" : JsConvert.ToKey(_runtime, i), array[i]))
                Append("null");
        }
        if (array.Length > 0)
            NewLine(_open.Count - 1);
        Append("]");
    }

    private void Members(JsObject value)
    {
        Append("{");
        var any = false;
        foreach (var key in _allowed ?? value.Keys(_runtime))
        {
            if (!value.TryGetOwn(_runtime, key, out var item))
                continue;
            var start = _out.Length;
            if (any)
                Append(",");
            NewLine(_open.Count);
            Quote(key);
            Append(_gap.Length > 0 ? ": " : ":");
            if (Property(value, key, item))
                any = true;
            else
                _out.Length = start;
        }
        if (any)
            NewLine(_open.Count - 1);
        Append("}");
    }

    private void NewLine(int depth)
    {
        if (_gap.Length == 0)
            return;
        _out.Append('\n');
        for (var i = 0; i < depth; i++)
            Append(_gap);
    }

    private void Append(string text)
    {
        Pay(text.Length);
        _out.Append(text);
    }

    private void Pay(int length)
    {
        _paid += length;
        if (_paid > _runtime.Limits.StringLength)
            _runtime.AllocateString(_paid);
        _runtime.Allocate(2L * length);
    }

    private void Quote(string text)
    {
        _runtime.Charge(text.Length / 64);
        Pay(text.Length + 2);
        _out.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var escape = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => null,
            };
            if (escape is not null)
                _out.Append(escape);
            else if (c < ' ' || IsLoneSurrogate(text, i))
                _out.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                _out.Append(c);
        }
        _out.Append('"');
        Pay(0);
    }

    private static bool IsLoneSurrogate(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && (at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1])));
}
