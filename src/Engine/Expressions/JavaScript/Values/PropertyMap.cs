namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Properties in JavaScript order: array indexes ascending, then the others as they were added.</summary>
internal sealed class PropertyMap
{
    private const int ScanLimit = 8;
    private string[] _keys = new string[4];
    private JsValue[] _values = new JsValue[4];
    private Dictionary<string, int>? _index;
    private bool _hasIndexKeys;

    public int Count { get; private set; }

    public bool TryGet(string key, out JsValue value)
    {
        var at = Find(key);
        value = at < 0 ? default : _values[at];
        return at >= 0;
    }

    public bool Contains(string key) => Find(key) >= 0;

    public void Set(Runtime? runtime, string key, JsValue value)
    {
        var at = Find(key);
        if (at >= 0)
        {
            _values[at] = value;
            return;
        }
        runtime?.Allocate(64 + 2L * key.Length);
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }
        _keys[Count] = key;
        _values[Count] = value;
        _hasIndexKeys |= IsIndex(key, out _);
        _index?.Add(key, Count);
        Count++;
        if (Count == ScanLimit)
            Reindex();
    }

    public bool Remove(Runtime runtime, string key)
    {
        var at = Find(key);
        if (at < 0)
            return false;
        runtime.Charge(Count / 8);
        Array.Copy(_keys, at + 1, _keys, at, Count - at - 1);
        Array.Copy(_values, at + 1, _values, at, Count - at - 1);
        Count--;
        _values[Count] = default;
        if (_index is not null)
            Reindex();
        return true;
    }

    public List<string> Keys()
    {
        var keys = new List<string>(Count);
        for (var i = 0; i < Count; i++)
            keys.Add(_keys[i]);
        if (!_hasIndexKeys)
            return keys;
        var indexes = new List<(uint Number, string Key)>();
        var rest = new List<string>();
        foreach (var key in keys)
        {
            if (IsIndex(key, out var number))
                indexes.Add((number, key));
            else
                rest.Add(key);
        }
        indexes.Sort((a, b) => a.Number.CompareTo(b.Number));
        return [.. indexes.Select(i => i.Key), .. rest];
    }

    public static bool IsIndex(string key, out uint index)
    {
        index = 0;
        if (key.Length is 0 or > 10 || !char.IsAsciiDigit(key[0]) || (key[0] == '0' && key.Length > 1))
            return false;
        ulong number = 0;
        foreach (var c in key)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            number = number * 10 + (uint)(c - '0');
        }
        index = (uint)number;
        return number < uint.MaxValue;
    }

    private int Find(string key)
    {
        if (_index is not null)
            return _index.TryGetValue(key, out var found) ? found : -1;
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(_keys[i], key) || _keys[i] == key)
                return i;
        }
        return -1;
    }

    private void Reindex()
    {
        _index = new(Count * 2, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
            _index[_keys[i]] = i;
    }
}
