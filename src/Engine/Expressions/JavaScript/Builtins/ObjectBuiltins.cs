namespace AidWorkflows.Engine.Expressions.JavaScript;

internal static class ObjectBuiltins
{
    public static readonly MethodTable Methods = new()
    {
        { "hasOwnProperty", 1, (rt, self, args) => HasOwn(rt, self, args[0]) },
        { "propertyIsEnumerable", 1, (rt, self, args) => self.Object?.Keys(rt).Contains(JsConvert.ToKey(rt, args[0])) ?? false },
        { "isPrototypeOf", 1, (rt, self, args) => false },
        { "valueOf", 0, (rt, self, args) => self },
        { "toLocaleString", 0, (rt, self, args) => JsConvert.ToText(rt, self) },
        { "toString", 0, (rt, self, args) => $"[object {Tag(self)}]" },
    };

    public static readonly NativeFunction Constructor = Builtins.Fill(
        new NativeFunction("Object", 1, (rt, self, args) => Make(rt, args)) { Constructor = Make, Made = _ => true },
        new MethodTable
        {
            { "keys", 1, (rt, self, args) => List(rt, args[0], (key, _) => key) },
            { "values", 1, (rt, self, args) => List(rt, args[0], (_, value) => value) },
            { "entries", 1, (rt, self, args) => List(rt, args[0], (key, value) => rt.Pair((key, value))) },
            { "getOwnPropertyNames", 1, OwnNames },
            { "assign", 2, Assign },
            { "fromEntries", 1, FromEntries },
            { "hasOwn", 2, (rt, self, args) => HasOwn(rt, Required(rt, args[0]), args[1]) },
            { "is", 2, (rt, self, args) => JsConvert.SameValue(args[0], args[1]) },
            { "freeze", 1, (rt, self, args) => Each(args[0], o => o.Frozen = true) },
            { "seal", 1, (rt, self, args) => Each(args[0], o => o.Sealed = true) },
            { "isFrozen", 1, (rt, self, args) => args[0].Object?.Frozen ?? true },
            { "isSealed", 1, (rt, self, args) => args[0].Object is not { } o || o.Frozen || o.Sealed },
            { "create", 2, Create },
        });

    public static JsArray List(Runtime runtime, JsValue source, Func<string, JsValue, JsValue> pick)
    {
        Required(runtime, source);
        var result = JsArray.Create(runtime, 0);
        if (source.Text is { } text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                runtime.Step();
                result.Add(runtime, pick(JsConvert.ToKey(runtime, i), JsConvert.CharText(text[i])));
            }
        }
        else if (source.Object is { } obj)
        {
            foreach (var key in obj.Keys(runtime))
            {
                runtime.Step();
                if (obj.TryGetOwn(runtime, key, out var value))
                    result.Add(runtime, pick(key, value));
            }
        }
        return result;
    }

    private static JsValue Required(Runtime runtime, JsValue value) =>
        value.IsNullish ? throw runtime.TypeError("Cannot convert undefined or null to object") : value;

    private static JsValue Make(Runtime runtime, Args args)
    {
        runtime.Allocate(48);
        return args[0].IsNullish ? new JsObject() : args[0];
    }

    private static JsValue Each(JsValue value, Action<JsObject> change)
    {
        if (value.Object is { } obj)
            change(obj);
        return value;
    }

    private static string Tag(JsValue value) => value.Type switch
    {
        JsType.Undefined => "Undefined",
        JsType.Null => "Null",
        JsType.Number => "Number",
        JsType.String => "String",
        JsType.Boolean => "Boolean",
        _ => value.Object!.ClassName,
    };

    private static bool HasOwn(Runtime runtime, JsValue target, JsValue name)
    {
        var key = JsConvert.ToKey(runtime, name);
        if (target.Text is { } text)
            return key == "length" || (PropertyMap.IsIndex(key, out var index) && index < text.Length);
        return target.Object is { } obj && obj.TryGetOwn(runtime, key, out _);
    }

    private static JsValue OwnNames(Runtime runtime, JsValue self, Args args)
    {
        var names = List(runtime, args[0], (key, _) => key);
        if (args[0].IsString)
            names.Add(runtime, "length");
        foreach (var key in args[0].Object?.HiddenKeys ?? [])
            names.Add(runtime, key);
        return names;
    }

    private static JsValue Assign(Runtime runtime, JsValue self, Args args)
    {
        if (Required(runtime, args[0]).Object is not { } target)
            return args[0];
        if (target.Frozen)
            throw runtime.TypeError("Cannot assign to read only property of a frozen object");
        foreach (var source in args.From(1))
            ObjectLiteral.CopyProperties(runtime, source, target, []);
        return target;
    }

    private static JsValue FromEntries(Runtime runtime, JsValue self, Args args)
    {
        runtime.Allocate(160);
        var result = new JsObject();
        foreach (var entry in runtime.Iterate(args[0]))
        {
            if (!entry.IsObject)
                throw runtime.TypeError($"Iterator value {JsConvert.Describe(entry)} is not an entry object");
            result.Put(runtime, JsConvert.ToKey(runtime, Member.Get(runtime, entry, "0")), Member.Get(runtime, entry, "1"));
        }
        return result;
    }

    // There are no prototypes, so only a plain start is possible.
    private static JsValue Create(Runtime runtime, JsValue self, Args args)
    {
        if (!args[0].IsNull || !args[1].IsUndefined)
            throw runtime.TypeError("Object.create is supported with null only");
        runtime.Allocate(48);
        return new JsObject();
    }
}
