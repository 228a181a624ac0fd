using System.Globalization;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class JsonBuiltins
{
    public static readonly JsObject Json = Builtins.Namespace(new MethodTable
    {
        { "parse", 2, (rt, self, args) =>
            {
                var value = new JsonText(rt, JsConvert.ToText(rt, args[0])).Parse();
                return args[1].As<JsFunction>() is { } reviver ? Revive(rt, reviver, new JsObject(), "", value) : value;
            }
        },
        { "stringify", 3, (rt, self, args) => new JsonWriter(rt, args[1], args[2]).Write(args[0]) },
    });

    private static JsValue Revive(Runtime runtime, JsFunction reviver, JsObject holder, string key, JsValue value)
    {
        runtime.Enter();
        if (value.Object is { } obj)
        {
            foreach (var name in obj.Keys(runtime))
            {
                obj.TryGetOwn(runtime, name, out var item);
                var revived = Revive(runtime, reviver, obj, name, item);
                if (revived.IsUndefined)
                    obj.Delete(runtime, name);
                else
                    obj.Set(runtime, name, revived);
            }
        }
        runtime.Leave();
        return reviver.Call(runtime, holder, new Args([key, value]));
    }
}

/// <summary>JSON.parse.</summary>
internal sealed class JsonText(Runtime runtime, string text)
{
    private int _at;

    public JsValue Parse()
    {
        runtime.Charge(text.Length / 64);
        var value = Value();
        Space();
        return _at < text.Length ? throw Unexpected() : value;
    }

    private JsThrow Unexpected() => runtime.Error(
        "SyntaxError",
        _at < text.Length ? $"Unexpected token '{text[_at]}' in JSON at position {_at}" : "Unexpected end of JSON input");

    private void Space()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private bool Accept(char c)
    {
        Space();
        if (_at >= text.Length || text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private JsValue Value()
    {
        runtime.Step();
        Space();
        switch (_at < text.Length ? text[_at] : '\0')
        {
            case '{': return Object();
            case '[': return Array();
            case '"': return Text();
            case 't': return Word("true", JsValue.True);
            case 'f': return Word("false", JsValue.False);
            case 'n': return Word("null", JsValue.Null);
            default: return Number();
        }
    }

    private JsValue Word(string word, JsValue value)
    {
        foreach (var c in word)
        {
            if (_at >= text.Length || text[_at] != c)
                throw Unexpected();
            _at++;
        }
        return value;
    }

    private JsValue Object()
    {
        runtime.Enter();
        runtime.Allocate(160);
        _at++;
        var result = new JsObject();
        if (!Accept('}'))
        {
            do
            {
                Space();
                if (_at >= text.Length || text[_at] != '"')
                    throw Unexpected();
                var key = Text();
                if (!Accept(':'))
                    throw Unexpected();
                result.Put(runtime, key, Value());
            }
            while (Accept(','));
            if (!Accept('}'))
                throw Unexpected();
        }
        runtime.Leave();
        return result;
    }

    private JsValue Array()
    {
        runtime.Enter();
        _at++;
        var result = JsArray.Create(runtime, 0);
        if (!Accept(']'))
        {
            do
                result.Add(runtime, Value());
            while (Accept(','));
            if (!Accept(']'))
                throw Unexpected();
        }
        runtime.Leave();
        return result;
    }

    private string Text()
    {
        var start = ++_at;
        while (_at < text.Length && text[_at] is not ('"' or '\\') && text[_at] >= ' ')
            _at++;
        runtime.AllocateString(_at - start);
        if (_at < text.Length && text[_at] == '"')
            return text[start.._at++];
        var result = new StringBuilder(text, start, _at - start, Math.Max(16, _at - start));
        while (true)
        {
            if (_at >= text.Length || text[_at] < ' ')
                throw Unexpected();
            var c = text[_at++];
            if (c == '"')
                break;
            runtime.Allocate(4);
            result.Append(c == '\\' ? Escape() : c);
        }
        runtime.AllocateString(result.Length);
        return result.ToString();
    }

    private char Escape()
    {
        if (_at >= text.Length)
            throw Unexpected();
        var c = text[_at++];
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                _at--;
                throw Unexpected();
        }
    }

    private JsValue Number()
    {
        var start = _at;
        if (_at < text.Length && text[_at] == '-')
            _at++;
        if (_at < text.Length && text[_at] == '0')
            _at++;
        else
            Digits();
        if (_at < text.Length && text[_at] == '.')
        {
            _at++;
            Digits();
        }
        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            _at++;
            if (_at < text.Length && text[_at] is '+' or '-')
                _at++;
            Digits();
        }
        return double.Parse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void Digits()
    {
        if (_at >= text.Length || !char.IsAsciiDigit(text[_at]))
            throw Unexpected();
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
    }
}
