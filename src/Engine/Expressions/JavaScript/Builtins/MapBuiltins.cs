namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class MapBuiltins
{
    public static readonly MethodTable MapMethods = new()
    {
        { "get", 1, (rt, self, args) => Self(rt, self).TryGet(args[0], out var value) ? value : default },
        { "set", 2, (rt, self, args) =>
            {
                Self(rt, self).Put(rt, args[0], args[1]);
                return self;
            }
        },
        { "has", 1, Has },
        { "delete", 1, Delete },
        { "clear", 0, Clear },
        { "forEach", 1, ForEach },
        { "keys", 0, (rt, self, args) => Iterator(rt, Self(rt, self).Walk(rt).Select(e => e.Key)) },
        { "values", 0, (rt, self, args) => Iterator(rt, Self(rt, self).Walk(rt).Select(e => e.Value)) },
        { "entries", 0, (rt, self, args) => Iterator(rt, Self(rt, self).Walk(rt).Select(rt.Pair)) },
    };

    public static readonly MethodTable SetMethods = new()
    {
        { "add", 1, (rt, self, args) =>
            {
                Self(rt, self).Put(rt, args[0], args[0]);
                return self;
            }
        },
        { "has", 1, Has },
        { "delete", 1, Delete },
        { "clear", 0, Clear },
        { "forEach", 1, ForEach },
        { "keys", 0, (rt, self, args) => Iterator(rt, Self(rt, self).Walk(rt).Select(e => e.Key)) },
        { "values", 0, (rt, self, args) => Iterator(rt, Self(rt, self).Walk(rt).Select(e => e.Key)) },
        { "entries", 0, (rt, self, args) => Iterator(rt, Self(rt, self).Walk(rt).Select(rt.Pair)) },
    };

    public static readonly MethodTable IteratorMethods = new()
    {
        { "next", 0, (rt, self, args) =>
            {
                var iterator = self.As<JsIterator>() ?? throw rt.TypeError("next method called on incompatible receiver");
                var more = iterator.Next(rt, out var value);
                rt.Allocate(160);
                var result = new JsObject();
                result.Put(rt, "value", value);
                result.Put(rt, "done", !more);
                return result;
            }
        },
    };

    public static readonly NativeFunction MapConstructor = Constructor("Map", isSet: false);

    public static readonly NativeFunction SetConstructor = Constructor("Set", isSet: true);

    public static JsIterator Iterator(Runtime runtime, IEnumerable<JsValue> items)
    {
        runtime.Allocate(160);
        return new JsIterator(items.GetEnumerator());
    }

    private static JsMap Self(Runtime runtime, JsValue self) =>
        self.As<JsMap>() ?? throw runtime.TypeError($"Method called on incompatible receiver {JsConvert.Describe(self)}");

    private static JsValue Has(Runtime runtime, JsValue self, Args args) => Self(runtime, self).TryGet(args[0], out _);

    private static JsValue Delete(Runtime runtime, JsValue self, Args args) => Self(runtime, self).Remove(args[0]);

    private static JsValue Clear(Runtime runtime, JsValue self, Args args)
    {
        var map = Self(runtime, self);
        runtime.Charge(map.Size / 16);
        map.Clear();
        return default;
    }

    private static JsValue ForEach(Runtime runtime, JsValue self, Args args)
    {
        var callback = runtime.Callable(args[0]);
        foreach (var (key, value) in Self(runtime, self).Walk(runtime))
            callback.Call(runtime, args[1], new Args([value, key, self]));
        return default;
    }

    private static NativeFunction Constructor(string name, bool isSet) =>
        new(name, 0, (rt, self, args) => throw rt.TypeError($"Constructor {name} requires 'new'"))
        {
            Made = value => value is JsMap map && map.IsSet == isSet,
            Constructor = (runtime, args) =>
            {
                runtime.Allocate(300);
                var result = new JsMap(isSet);
                if (args[0].IsNullish)
                    return result;
                foreach (var item in runtime.Iterate(args[0]))
                {
                    if (isSet)
                        result.Put(runtime, item, item);
                    else if (item.IsObject)
                        result.Put(runtime, Member.Get(runtime, item, "0"), Member.Get(runtime, item, "1"));
                    else
                        throw runtime.TypeError($"Iterator value {JsConvert.Describe(item)} is not an entry object");
                }
                return result;
            },
        };
}
