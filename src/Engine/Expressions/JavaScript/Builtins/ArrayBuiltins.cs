namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Array itself and the methods that read without callbacks.</summary>
internal static class ArrayBuiltins
{
    public static readonly MethodTable Methods = new()
    {
        { "at", 1, At },
        { "concat", 1, Concat },
        { "join", 1, (rt, self, args) => Join(rt, Self(rt, self), args[0].IsUndefined ? "," : JsConvert.ToText(rt, args[0])) },
        { "toString", 0, (rt, self, args) => Join(rt, Self(rt, self), ",") },
        { "slice", 2, Slice },
        { "indexOf", 1, (rt, self, args) => IndexOf(rt, Self(rt, self), args) },
        { "lastIndexOf", 1, LastIndexOf },
        { "includes", 1, Includes },
        { "flat", 0, Flat },
        { "keys", 0, (rt, self, args) => MapBuiltins.Iterator(rt, Indexed(rt, Self(rt, self)).Select(e => e.Key)) },
        { "values", 0, (rt, self, args) => MapBuiltins.Iterator(rt, rt.Iterate(Self(rt, self))) },
        { "entries", 0, (rt, self, args) => MapBuiltins.Iterator(rt, Indexed(rt, Self(rt, self)).Select(rt.Pair)) },
        { "toReversed", 0, (rt, self, args) => ArrayChanges.Reversed(JsArray.Copy(rt, Self(rt, self).Items)) },
        { "toSorted", 1, (rt, self, args) => ArrayChanges.Sorted(rt, JsArray.Copy(rt, Self(rt, self).Items), args[0]) },
    };

    public static readonly NativeFunction Constructor = Builtins.Fill(
        new NativeFunction("Array", 1, (rt, self, args) => Make(rt, args)) { Constructor = Make, Made = value => value is JsArray },
        new MethodTable
        {
            { "isArray", 1, (rt, self, args) => args[0].Object is JsArray },
            { "of", 0, (rt, self, args) => JsArray.Copy(rt, args.Items) },
            { "from", 1, From },
        });

    public static JsArray Self(Runtime runtime, JsValue self) =>
        self.As<JsArray>() ?? throw runtime.TypeError($"Array method called on incompatible receiver {JsConvert.Describe(self)}");

    private static JsValue Make(Runtime runtime, Args args)
    {
        if (args.Length != 1 || !args[0].IsNumber)
            return JsArray.Copy(runtime, args.Items);
        var result = new JsArray();
        result.Resize(runtime, runtime.ArrayLength(args[0]));
        return result;
    }

    private static JsValue From(Runtime runtime, JsValue self, Args args)
    {
        var source = args[0];
        var callback = args[1].IsUndefined ? null : runtime.Callable(args[1]);
        var result = JsArray.Create(runtime, 0);
        if (source.IsNullish)
            throw runtime.TypeError($"{JsConvert.Describe(source)} is not iterable");
        var items = source.IsString || source.Object is JsArray or JsMap or JsIterator ? runtime.Iterate(source) : ArrayLike(runtime, source);
        foreach (var item in items)
            result.Add(runtime, callback is null ? item : callback.Call(runtime, args[2], new Args([item, result.Length])));
        return result;
    }

    private static IEnumerable<JsValue> ArrayLike(Runtime runtime, JsValue source)
    {
        var length = JsConvert.ToInteger(runtime, Member.Get(runtime, source, "length"));
        runtime.CheckArrayLength((long)Math.Min(length, long.MaxValue / 2));
        for (var i = 0; i < length; i++)
        {
            runtime.Step();
            yield return Member.Get(runtime, source, JsConvert.ToKey(runtime, i));
        }
    }

    private static IEnumerable<(JsValue Key, JsValue Value)> Indexed(Runtime runtime, JsArray array)
    {
        for (var i = 0; i < array.Length; i++)
        {
            runtime.Step();
            yield return (i, array[i]);
        }
    }

    private static JsValue At(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        var index = JsConvert.ToInteger(runtime, args[0]);
        index = index < 0 ? array.Length + index : index;
        return index >= 0 && index < array.Length ? array[(int)index] : default;
    }

    private static JsValue Concat(Runtime runtime, JsValue self, Args args)
    {
        var result = JsArray.Copy(runtime, Self(runtime, self).Items);
        foreach (var item in args.Items)
        {
            if (item.Object is JsArray other)
                result.Splice(runtime, result.Length, 0, JsArray.Copy(runtime, other.Items).Items);
            else
                result.Add(runtime, item);
        }
        return result;
    }

    private static JsValue Join(Runtime runtime, JsArray array, string separator)
    {
        if (runtime.Joining.Contains(array))
            return "";
        runtime.Enter();
        runtime.AllocateString(Math.Max(0, array.Length - 1L) * separator.Length);
        runtime.Joining.Add(array);
        var parts = new List<string>();
        long length = 0;
        try
        {
            for (var i = 0; i < array.Length; i++)
            {
                runtime.Step();
                runtime.Allocate(16);
                var part = array[i].IsNullish ? "" : JsConvert.ToText(runtime, array[i]);
                length += part.Length + separator.Length;
                if (length > runtime.Limits.StringLength + separator.Length)
                    runtime.AllocateString(length);
                parts.Add(part);
            }
        }
        finally
        {
            runtime.Joining.Remove(array);
        }
        runtime.AllocateString(length - (parts.Count > 0 ? separator.Length : 0));
        runtime.Leave();
        return string.Join(separator, parts);
    }

    private static JsValue Slice(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        var start = JsConvert.ToIndex(runtime, args[0], array.Length, 0);
        var end = JsConvert.ToIndex(runtime, args[1], array.Length, array.Length);
        return JsArray.Copy(runtime, start < end ? array.Items[start..end] : []);
    }

    private static int IndexOf(Runtime runtime, JsArray array, Args args)
    {
        for (var i = JsConvert.ToIndex(runtime, args[1], array.Length, 0); i < array.Length; i++)
        {
            runtime.Step();
            if (JsConvert.StrictEquals(array[i], args[0]))
                return i;
        }
        return -1;
    }

    private static JsValue LastIndexOf(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        var start = args.Length > 1 ? JsConvert.ToInteger(runtime, args[1]) : array.Length - 1;
        for (var i = (int)(start < 0 ? array.Length + start : Math.Min(start, array.Length - 1)); i >= 0; i--)
        {
            runtime.Step();
            if (JsConvert.StrictEquals(array[i], args[0]))
                return i;
        }
        return -1;
    }

    private static JsValue Includes(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        for (var i = JsConvert.ToIndex(runtime, args[1], array.Length, 0); i < array.Length; i++)
        {
            runtime.Step();
            if (SameValueZero.Comparer.Equals(array[i], args[0]))
                return true;
        }
        return false;
    }

    private static JsValue Flat(Runtime runtime, JsValue self, Args args)
    {
        var result = JsArray.Create(runtime, 0);
        Flatten(runtime, Self(runtime, self), args[0].IsUndefined ? 1 : JsConvert.ToInteger(runtime, args[0]), result);
        return result;
    }

    public static void Flatten(Runtime runtime, JsArray source, double depth, JsArray result)
    {
        runtime.Enter();
        for (var i = 0; i < source.Length; i++)
        {
            runtime.Step();
            if (depth >= 1 && source[i].Object is JsArray inner)
                Flatten(runtime, inner, depth - 1, result);
            else
                result.Add(runtime, source[i]);
        }
        runtime.Leave();
    }
}
