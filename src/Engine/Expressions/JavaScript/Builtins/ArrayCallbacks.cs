namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Array methods that call a function for each element.</summary>
internal static class ArrayCallbacks
{
    public static readonly MethodTable Methods = new()
    {
        { "map", 1, Map },
        { "filter", 1, Filter },
        { "forEach", 1, (rt, self, args) =>
            {
                Search(rt, self, args, _ => false);
                return default;
            }
        },
        { "some", 1, (rt, self, args) => Search(rt, self, args, r => r.IsTruthy) >= 0 },
        { "every", 1, (rt, self, args) => Search(rt, self, args, r => !r.IsTruthy) < 0 },
        { "find", 1, (rt, self, args) => Element(rt, self, Search(rt, self, args, r => r.IsTruthy)) },
        { "findIndex", 1, (rt, self, args) => Search(rt, self, args, r => r.IsTruthy) },
        { "findLast", 1, (rt, self, args) => Element(rt, self, Search(rt, self, args, r => r.IsTruthy, fromEnd: true)) },
        { "findLastIndex", 1, (rt, self, args) => Search(rt, self, args, r => r.IsTruthy, fromEnd: true) },
        { "flatMap", 1, FlatMap },
        { "reduce", 1, (rt, self, args) => Reduce(rt, self, args, fromEnd: false) },
        { "reduceRight", 1, (rt, self, args) => Reduce(rt, self, args, fromEnd: true) },
    };

    private static JsValue Element(Runtime runtime, JsValue self, int index) => index < 0 ? default : ArrayBuiltins.Self(runtime, self)[index];

    private static int Search(Runtime runtime, JsValue self, Args args, Func<JsValue, bool> stops, bool fromEnd = false)
    {
        var array = ArrayBuiltins.Self(runtime, self);
        var callback = runtime.Callable(args[0]);
        var length = array.Length;
        var parameters = new Args(new JsValue[3]);
        for (var n = 0; n < length; n++)
        {
            var i = fromEnd ? length - 1 - n : n;
            if (!fromEnd && i >= array.Length)
                break;
            if (stops(CallFor(runtime, callback, args[1], parameters, array, i)))
                return i;
        }
        return -1;
    }

    // One argument array serves all rounds: callees copy what they keep.
    private static JsValue CallFor(Runtime runtime, JsFunction callback, JsValue self, Args parameters, JsArray array, int index)
    {
        runtime.Step();
        parameters.Items[0] = array[index];
        parameters.Items[1] = index;
        parameters.Items[2] = array;
        return callback.Call(runtime, self, parameters);
    }

    private static JsValue Map(Runtime runtime, JsValue self, Args args)
    {
        var array = ArrayBuiltins.Self(runtime, self);
        var callback = runtime.Callable(args[0]);
        var length = array.Length;
        var result = JsArray.Create(runtime, length);
        var parameters = new Args(new JsValue[3]);
        for (var i = 0; i < length; i++)
            result.Add(runtime, i < array.Length ? CallFor(runtime, callback, args[1], parameters, array, i) : default);
        return result;
    }

    private static JsValue Filter(Runtime runtime, JsValue self, Args args)
    {
        var array = ArrayBuiltins.Self(runtime, self);
        var callback = runtime.Callable(args[0]);
        var result = JsArray.Create(runtime, 0);
        var length = array.Length;
        var parameters = new Args(new JsValue[3]);
        for (var i = 0; i < length && i < array.Length; i++)
        {
            var item = array[i];
            if (CallFor(runtime, callback, args[1], parameters, array, i).IsTruthy)
                result.Add(runtime, item);
        }
        return result;
    }

    private static JsValue FlatMap(Runtime runtime, JsValue self, Args args)
    {
        var mapped = ArrayBuiltins.Self(runtime, Map(runtime, self, args));
        var result = JsArray.Create(runtime, 0);
        ArrayBuiltins.Flatten(runtime, mapped, 1, result);
        return result;
    }

    private static JsValue Reduce(Runtime runtime, JsValue self, Args args, bool fromEnd)
    {
        var array = ArrayBuiltins.Self(runtime, self);
        var callback = runtime.Callable(args[0]);
        var length = array.Length;
        var n = 0;
        var sum = args[1];
        if (args.Length < 2)
        {
            if (length == 0)
                throw runtime.TypeError("Reduce of empty array with no initial value");
            sum = array[fromEnd ? length - 1 : 0];
            n = 1;
        }
        var parameters = new Args(new JsValue[4]);
        for (; n < length; n++)
        {
            var i = fromEnd ? length - 1 - n : n;
            if (i >= array.Length)
                continue;
            runtime.Step();
            parameters.Items[0] = sum;
            parameters.Items[1] = array[i];
            parameters.Items[2] = i;
            parameters.Items[3] = array;
            sum = callback.Call(runtime, default, parameters);
        }
        return sum;
    }
}
