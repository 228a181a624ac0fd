namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Which table of built-in methods a value answers to. There are no prototype objects to reach or change.</summary>
internal enum MethodKind : byte
{
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Map,
    Set,
    Date,
    RegExp,
    Error,
    Iterator,
    Count,
}

internal class JsObject
{
    private PropertyMap? _properties;

    public virtual MethodKind Kind => MethodKind.Object;

    public virtual string ClassName => "Object";

    public bool Frozen { get; set; }

    public bool Sealed { get; set; }

    /// <summary>The script function that made this object with new; only instanceof asks.</summary>
    public JsFunction? Maker { get; init; }

    public virtual bool TryGetOwn(Runtime runtime, string key, out JsValue value)
    {
        if (_properties is not null)
            return _properties.TryGet(key, out value);
        value = default;
        return false;
    }

    public virtual void Set(Runtime runtime, string key, JsValue value)
    {
        // Scripts are sloppy mode, as in Elsa: writing to a frozen object does nothing.
        if (Frozen || (Sealed && _properties?.Contains(key) != true))
            return;
        Put(runtime, key, value);
    }

    public virtual bool Delete(Runtime runtime, string key)
    {
        if (Frozen || Sealed)
            return _properties?.Contains(key) != true;
        _properties?.Remove(runtime, key);
        return true;
    }

    /// <summary>Own enumerable keys in order.</summary>
    public virtual List<string> Keys(Runtime runtime)
    {
        var count = _properties?.Count ?? 0;
        runtime.Charge(count / 4);
        runtime.Allocate(16L * count);
        return _properties?.Keys() ?? [];
    }

    /// <summary>Own keys that are not enumerable, such as an array's length.</summary>
    public virtual IEnumerable<string> HiddenKeys => [];

    public void Put(Runtime? runtime, string key, JsValue value) => (_properties ??= new()).Set(runtime, key, value);
}
