using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Values between script and host. Both directions pay by size and are limited in depth.</summary>
internal static class JsonBridge
{
    private const double SafeInteger = 9007199254740992;

    public static JsValue FromJson(Runtime runtime, JsonNode? node)
    {
        switch (node)
        {
            case null:
                return JsValue.Null;
            case JsonArray items:
                runtime.Enter();
                var array = JsArray.Create(runtime, items.Count);
                foreach (var item in items)
                {
                    runtime.Step();
                    array.Add(runtime, FromJson(runtime, item));
                }
                runtime.Leave();
                return array;
            case JsonObject properties:
                runtime.Enter();
                runtime.Allocate(160);
                var obj = new JsObject();
                foreach (var (key, value) in properties)
                {
                    runtime.Step();
                    obj.Put(runtime, key, FromJson(runtime, value));
                }
                runtime.Leave();
                return obj;
            default:
                return FromScalar(runtime, (JsonValue)node);
        }
    }

    public static JsonNode? ToJson(Runtime runtime, JsValue value)
    {
        switch (value.Type)
        {
            case JsType.Boolean:
                runtime.Allocate(40);
                return JsonValue.Create(value.Boolean);
            case JsType.Number:
                runtime.Allocate(40);
                return FromNumber(value.Number);
            case JsType.String:
                runtime.Allocate(40);
                return JsonValue.Create(WellFormed(value.Text!));
            case JsType.Object:
                runtime.Enter();
                var node = FromObject(runtime, value.Object!);
                runtime.Leave();
                return node;
            default:
                return null;
        }
    }

    private static JsonNode? FromObject(Runtime runtime, JsObject value)
    {
        switch (value)
        {
            case JsFunction:
                return null;
            case JsDate date:
                return double.IsNaN(date.Time) ? null : JsonValue.Create(DateText.Iso(date.Time));
            case JsArray array:
                runtime.Allocate(80 + 16L * array.Length);
                var items = new JsonArray();
                for (var i = 0; i < array.Length; i++)
                {
                    runtime.Step();
                    items.Add(ToJson(runtime, array[i]));
                }
                return items;
            default:
                var properties = new JsonObject();
                foreach (var key in value.Keys(runtime))
                {
                    runtime.Step();
                    runtime.Allocate(80);
                    value.TryGetOwn(runtime, key, out var item);
                    if (!item.IsUndefined && !item.IsCallable)
                        properties[WellFormed(key)] = ToJson(runtime, item);
                }
                return properties;
        }
    }

    private static JsonValue? FromNumber(double number)
    {
        if (!double.IsFinite(number))
            return null;
        if (number == Math.Truncate(number) && Math.Abs(number) <= SafeInteger)
            return JsonValue.Create((long)number);
        return JsonValue.Create(number);
    }

    private static JsValue FromScalar(Runtime runtime, JsonValue node)
    {
        // Commonest first; a JsonValue answers only to the exact type it was made from, one that was parsed to all numbers.
        if (node.TryGetValue(out int small))
            return small;
        if (node.TryGetValue(out double number))
            return number;
        if (node.TryGetValue(out string? text))
        {
            runtime.AllocateString(text.Length);
            return text;
        }
        if (node.TryGetValue(out bool boolean))
            return boolean;
        if (node.TryGetValue(out long integer))
            return integer;
        if (node.TryGetValue(out decimal amount))
            return double.Parse(amount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // Guid, dates, enums and whatever else the host wrapped: their JSON text decides.
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.String => document.RootElement.GetString()!,
            JsonValueKind.Number => document.RootElement.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => JsValue.Null,
            _ => FromJson(runtime, JsonNode.Parse(node.ToJsonString())),
        };
    }

    // Half a surrogate pair cannot be written as UTF-8.
    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else
                return StringBuiltins.ToWellFormed(text);
        }
        return text;
    }
}
