namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class FunctionBuiltins
{
    public static readonly MethodTable Methods = new()
    {
        { "call", 1, (rt, self, args) => Self(rt, self).Call(rt, args[0], new Args([.. args.From(1)])) },
        { "apply", 2, Apply },
        { "bind", 1, (rt, self, args) =>
            {
                rt.Allocate(64 + 16L * args.Length);
                return new BoundFunction(Self(rt, self), args[0], [.. args.From(1)]);
            }
        },
        { "toString", 0, (rt, self, args) => $"function {Self(rt, self).Name}() {{ [code] }}" },
    };

    private static JsFunction Self(Runtime runtime, JsValue self) => runtime.Callable(self);

    private static JsValue Apply(Runtime runtime, JsValue self, Args args)
    {
        var list = new JsArray();
        if (!args[1].IsNullish)
        {
            foreach (var item in runtime.Iterate(args[1]))
                list.Add(runtime, item);
        }
        runtime.Allocate(16L * list.Length);
        return Self(runtime, self).Call(runtime, args[0], new Args(list.Items.ToArray()));
    }
}
