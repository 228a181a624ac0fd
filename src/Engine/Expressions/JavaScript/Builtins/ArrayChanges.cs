namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Array methods that change the array.</summary>
internal static class ArrayChanges
{
    public static readonly MethodTable Methods = new()
    {
        { "push", 1, Push },
        { "pop", 0, (rt, self, args) => RemoveOne(rt, Self(rt, self), last: true) },
        { "shift", 0, (rt, self, args) => RemoveOne(rt, Self(rt, self), last: false) },
        { "unshift", 1, (rt, self, args) =>
            {
                Self(rt, self).Splice(rt, 0, 0, args.Items);
                return Self(rt, self).Length;
            }
        },
        { "splice", 2, Splice },
        { "reverse", 0, (rt, self, args) => Reversed(Charged(rt, Self(rt, self))) },
        { "sort", 1, (rt, self, args) => Sorted(rt, Self(rt, self), args[0]) },
        { "fill", 1, Fill },
        { "copyWithin", 2, CopyWithin },
    };

    public static JsArray Reversed(JsArray array)
    {
        for (int i = 0, j = array.Length - 1; i < j; i++, j--)
            (array[i], array[j]) = (array[j], array[i]);
        return array;
    }

    public static JsArray Sorted(Runtime runtime, JsArray array, JsValue comparer)
    {
        var callback = comparer.IsUndefined ? null : runtime.Callable(comparer);
        // Three copies: the snapshot, the merge buffer and the texts.
        runtime.Allocate(48L * array.Length);
        var parameters = new Args(new JsValue[2]);
        var all = array.Items.ToArray();
        var items = Array.FindAll(all, v => !v.IsUndefined);
        Comparison<int> order;
        if (callback is null)
        {
            var texts = Array.ConvertAll(items, v => JsConvert.ToText(runtime, v));
            order = (a, b) => string.CompareOrdinal(texts[a], texts[b]);
        }
        else
        {
            order = (a, b) =>
            {
                parameters.Items[0] = items[a];
                parameters.Items[1] = items[b];
                var result = JsConvert.ToNumber(runtime, callback.Call(runtime, default, parameters));
                return result > 0 ? 1 : result < 0 ? -1 : 0;
            };
        }
        var indexes = new int[items.Length];
        for (var i = 0; i < indexes.Length; i++)
            indexes[i] = i;
        MergeSort(runtime, indexes, new int[items.Length], order);
        if (array.Frozen)
            throw runtime.TypeError("Cannot assign to read only property '0' of object '[object Array]'");
        var sorted = new JsValue[all.Length];
        for (var i = 0; i < indexes.Length; i++)
            sorted[i] = items[indexes[i]];
        array.Replace(sorted);
        return array;
    }

    private static JsArray Self(Runtime runtime, JsValue self)
    {
        var array = ArrayBuiltins.Self(runtime, self);
        return array.Frozen ? throw runtime.TypeError("Cannot change a frozen array") : array;
    }

    private static JsArray Charged(Runtime runtime, JsArray array)
    {
        runtime.Charge(array.Length / 16);
        return array;
    }

    // Stable, and calm when the comparer contradicts itself; .NET's Sort is neither.
    private static void MergeSort(Runtime runtime, int[] items, int[] buffer, Comparison<int> order)
    {
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, items.Length);
                var end = Math.Min(start + 2 * width, items.Length);
                for (int left = start, right = middle, to = start; to < end; to++)
                {
                    runtime.Step();
                    var takeLeft = left < middle && (right >= end || order(items[left], items[right]) <= 0);
                    buffer[to] = takeLeft ? items[left++] : items[right++];
                }
            }
            Array.Copy(buffer, items, items.Length);
        }
    }

    private static JsValue Push(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        foreach (var item in args.Items)
        {
            runtime.Step();
            array.Add(runtime, item);
        }
        return array.Length;
    }

    private static JsValue RemoveOne(Runtime runtime, JsArray array, bool last)
    {
        if (array.Length == 0)
            return default;
        var index = last ? array.Length - 1 : 0;
        var value = array[index];
        array.Splice(runtime, index, 1, []);
        return value;
    }

    private static JsValue Splice(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        var start = JsConvert.ToIndex(runtime, args[0], array.Length, 0);
        var removed = args.Length switch
        {
            0 => 0,
            1 => array.Length - start,
            _ => (int)Math.Clamp(JsConvert.ToInteger(runtime, args[1]), 0, array.Length - start),
        };
        var result = JsArray.Copy(runtime, array.Items.Slice(start, removed));
        array.Splice(runtime, start, removed, args.From(2));
        return result;
    }

    private static JsValue Fill(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        var start = JsConvert.ToIndex(runtime, args[1], array.Length, 0);
        var end = JsConvert.ToIndex(runtime, args[2], array.Length, array.Length);
        runtime.Charge((end - start) / 16);
        for (var i = start; i < end; i++)
            array[i] = args[0];
        return array;
    }

    private static JsValue CopyWithin(Runtime runtime, JsValue self, Args args)
    {
        var array = Self(runtime, self);
        var to = JsConvert.ToIndex(runtime, args[0], array.Length, 0);
        var start = JsConvert.ToIndex(runtime, args[1], array.Length, 0);
        var end = JsConvert.ToIndex(runtime, args[2], array.Length, array.Length);
        var count = Math.Min(end - start, array.Length - to);
        if (count <= 0)
            return array;
        var copy = JsArray.Copy(runtime, array.Items.Slice(start, count));
        for (var i = 0; i < count; i++)
            array[to + i] = copy[i];
        return array;
    }
}
