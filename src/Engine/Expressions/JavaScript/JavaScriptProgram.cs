using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>A parsed script: immutable, so one may be cached and run by many threads at once.</summary>
public sealed class JavaScriptProgram
{
    public const int MaximumSourceLength = 64 * 1024;

    private readonly FunctionCode _code;
    private readonly bool _returnsAtTop;

    private JavaScriptProgram(string source, Parser parser)
    {
        Source = source;
        _code = parser.ParseProgram();
        _returnsAtTop = parser.ReturnsAtTop;
        FreeNames = parser.FreeNames;
    }

    public string Source { get; }

    /// <summary>Globals that the script uses and neither declares nor gets from the language, for checks before a run.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    public static JavaScriptProgram Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length > MaximumSourceLength)
            throw new JavaScriptException(JavaScriptErrorKind.Syntax, "SyntaxError", $"The script has {source.Length:N0} characters, the limit is {MaximumSourceLength:N0}", 1, 1);
        try
        {
            return new JavaScriptProgram(source, new Parser(source));
        }
        catch (SyntaxException error)
        {
            var (line, column) = Locate(source, error.Position);
            throw new JavaScriptException(JavaScriptErrorKind.Syntax, "SyntaxError", $"{error.Message} ({line}:{column})", line, column);
        }
    }

    /// <summary>The result as JSON: undefined, functions, NaN and infinities are null, dates are ISO text.</summary>
    public JsonNode? Run(JavaScriptScope scope, JavaScriptLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var runtime = new Runtime(this, scope, limits ?? JavaScriptLimits.Default);
        try
        {
            runtime.GuardStack();
            runtime.Allocate(120 + 16L * _code.SlotCount);
            var frame = new Frame(runtime, new JsValue[_code.SlotCount], []);
            var result = _code.InvokeProgram(frame, _returnsAtTop);
            runtime.Depth = 0;
            return JsonBridge.ToJson(runtime, result);
        }
        catch (JsThrow thrown)
        {
            throw Translate(runtime, thrown);
        }
    }

    internal (int Line, int Column) Locate(int position) => Locate(Source, position);

    private static (int Line, int Column) Locate(string source, int position)
    {
        var before = source.AsSpan(0, Math.Min(position, source.Length));
        var line = before.Count('\n') + 1;
        return (line, before.Length - before.LastIndexOf('\n'));
    }

    private JavaScriptException Translate(Runtime runtime, JsThrow thrown)
    {
        var (line, column) = Locate(thrown.Position);
        runtime.Depth = 0;
        if (thrown.Value.As<JsError>() is not { } error)
        {
            var value = JsonBridge.ToJson(runtime, thrown.Value);
            return new(JavaScriptErrorKind.Thrown, "Thrown", value?.ToJsonString() ?? JsConvert.Describe(thrown.Value), line, column, value);
        }
        error.TryGetOwn(runtime, "name", out var nameValue);
        error.TryGetOwn(runtime, "message", out var messageValue);
        var name = nameValue.Text ?? error.Name;
        var message = messageValue.Text ?? "";
        var kind = error.Name switch
        {
            "SyntaxError" => JavaScriptErrorKind.Syntax,
            "ReferenceError" => JavaScriptErrorKind.Reference,
            "TypeError" => JavaScriptErrorKind.Type,
            "RangeError" => JavaScriptErrorKind.Range,
            _ => JavaScriptErrorKind.Thrown,
        };
        var thrownValue = new JsonObject { ["name"] = name, ["message"] = message };
        return new(kind, name, message.Length == 0 ? name : $"{name}: {message}", line, column, thrownValue);
    }
}
