using System.Globalization;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>A dense array. Holes are kept as undefined: sparse arrays are not worth their price here.</summary>
internal sealed class JsArray : JsObject
{
    private JsValue[] _items;

    public JsArray() => _items = [];

    /// <summary>Takes the array over.</summary>
    public JsArray(JsValue[] items)
    {
        _items = items;
        Length = items.Length;
    }

    public override MethodKind Kind => MethodKind.Array;

    public override string ClassName => "Array";

    public int Length { get; private set; }

    public override IEnumerable<string> HiddenKeys => ["length"];

    public ReadOnlySpan<JsValue> Items => _items.AsSpan(0, Length);

    public JsValue this[int index]
    {
        get => (uint)index < (uint)Length ? _items[index] : default;
        set => _items[index] = value;
    }

    public static JsArray Create(Runtime runtime, int capacity)
    {
        runtime.CheckArrayLength(capacity);
        runtime.Allocate(56 + 16L * capacity);
        return new JsArray { _items = capacity == 0 ? [] : new JsValue[capacity] };
    }

    public static JsArray Copy(Runtime runtime, ReadOnlySpan<JsValue> items)
    {
        var copy = Create(runtime, items.Length);
        runtime.Charge(items.Length / 16);
        items.CopyTo(copy._items);
        copy.Length = items.Length;
        return copy;
    }

    public void Add(Runtime runtime, JsValue value)
    {
        if (Length == _items.Length)
            Grow(runtime, Length + 1);
        _items[Length++] = value;
    }

    public void SetAt(Runtime runtime, int index, JsValue value)
    {
        if (Frozen || (Sealed && index >= Length))
            return;
        if (index >= Length)
            Resize(runtime, index + 1);
        _items[index] = value;
    }

    public void Resize(Runtime runtime, int length)
    {
        if (Frozen)
            return;
        runtime.CheckArrayLength(length);
        if (length > _items.Length)
            Grow(runtime, length);
        if (length < Length)
            Array.Clear(_items, length, Length - length);
        Length = length;
    }

    public void Splice(Runtime runtime, int start, int removed, ReadOnlySpan<JsValue> added)
    {
        var tail = Length - start - removed;
        var length = Length - removed + added.Length;
        runtime.Charge(tail / 16 + added.Length / 4);
        if (length > _items.Length)
            Grow(runtime, length);
        Array.Copy(_items, start + removed, _items, start + added.Length, tail);
        added.CopyTo(_items.AsSpan(start));
        if (length < Length)
            Array.Clear(_items, length, Length - length);
        Length = length;
    }

    public void Replace(JsValue[] items)
    {
        _items = items;
        Length = items.Length;
    }

    public override bool TryGetOwn(Runtime runtime, string key, out JsValue value)
    {
        if (PropertyMap.IsIndex(key, out var index))
        {
            value = index < Length ? _items[index] : default;
            return index < Length;
        }
        if (key == "length")
        {
            value = Length;
            return true;
        }
        return base.TryGetOwn(runtime, key, out value);
    }

    public override void Set(Runtime runtime, string key, JsValue value)
    {
        if (PropertyMap.IsIndex(key, out var index))
        {
            runtime.CheckArrayLength(index);
            SetAt(runtime, (int)index, value);
        }
        else if (key == "length")
        {
            Resize(runtime, runtime.ArrayLength(value));
        }
        else
        {
            base.Set(runtime, key, value);
        }
    }

    public override bool Delete(Runtime runtime, string key)
    {
        if (key == "length")
            return false;
        if (!PropertyMap.IsIndex(key, out var index))
            return base.Delete(runtime, key);
        if (Frozen || Sealed)
            return index >= Length;
        if (index < Length)
            _items[index] = default;
        return true;
    }

    public override List<string> Keys(Runtime runtime)
    {
        runtime.Charge(Length / 4);
        runtime.Allocate(40L * Length);
        var keys = new List<string>(Length);
        for (var i = 0; i < Length; i++)
            keys.Add(i.ToString(CultureInfo.InvariantCulture));
        keys.AddRange(base.Keys(runtime));
        return keys;
    }

    private void Grow(Runtime runtime, int length)
    {
        runtime.CheckArrayLength(length);
        var capacity = Math.Max(4, Math.Max(length, (int)Math.Min(_items.Length * 2L, runtime.Limits.ArrayLength)));
        runtime.Allocate(16L * capacity);
        runtime.Charge(Length / 32);
        Array.Resize(ref _items, capacity);
    }
}
