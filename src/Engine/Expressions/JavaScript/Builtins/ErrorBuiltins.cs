namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class ErrorBuiltins
{
    public static readonly MethodTable Methods = new()
    {
        { "toString", 0, (rt, self, args) =>
            {
                var name = JsConvert.ToText(rt, Member.Get(rt, self, "name"));
                var message = JsConvert.ToText(rt, Member.Get(rt, self, "message"));
                rt.AllocateString(name.Length + message.Length + 2L);
                return message.Length == 0 ? name : name.Length == 0 ? message : $"{name}: {message}";
            }
        },
    };

    public static readonly NativeFunction[] Constructors =
    [
        .. new[] { "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError" }.Select(Create),
    ];

    private static NativeFunction Create(string name)
    {
        JsValue Make(Runtime runtime, Args args)
        {
            runtime.Allocate(96);
            var error = new JsError(name, args[0].IsUndefined ? null : JsConvert.ToText(runtime, args[0]));
            if (args[1].Object is { } options && options.TryGetOwn(runtime, "cause", out var cause))
                error.Cause = cause;
            return error;
        }
        return new NativeFunction(name, 1, (rt, self, args) => Make(rt, args))
        {
            Constructor = Make,
            Made = value => value is JsError error && (name == "Error" || error.Name == name),
        };
    }
}
