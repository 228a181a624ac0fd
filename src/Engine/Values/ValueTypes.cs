using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Values;

/// <summary>Elsa's type aliases for variables and inputs, and the conversions between them. Values are JSON throughout.</summary>
public static class ValueTypes
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>The default value of a variable: Studio always writes it as a string, JSON text for objects.</summary>
    internal static JsonNode? ReadDefault(JsonNode? value, string typeName, bool isArray)
    {
        try
        {
            return Convert(value?.DeepClone(), typeName, isArray);
        }
        catch (ValueConversionException)
        {
            // A default that does not fit its type must not make the definition unreadable; scripts see what was typed.
            return value?.DeepClone();
        }
    }

    /// <exception cref="ValueConversionException">The value does not fit the type.</exception>
    public static JsonNode? Convert(JsonNode? value, string typeName, bool isArray)
    {
        if (value is null)
            return null;
        if (isArray || typeName.EndsWith("[]", StringComparison.Ordinal))
            return value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? ParseJson(text.GetValue<string>(), typeName) : value;
        return ShortName(typeName) switch
        {
            "String" => ToText(value),
            "Boolean" => ToBoolean(value, typeName),
            "Int16" or "Int32" or "Int64" or "Byte" or "SByte" or "UInt16" or "UInt32" or "UInt64" => ToInteger(value, typeName),
            "Decimal" or "Double" or "Single" => ToNumber(value, typeName),
            "Object" or "ObjectDictionary" or "Dictionary" or "JsonObject" or "JsonNode" or "ExpandoObject" => ToObject(value),
            _ => value,
        };
    }

    public static bool IsTrue(JsonNode? value) => value is JsonValue scalar && scalar.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => bool.TryParse(scalar.GetValue<string>(), out var flag) && flag,
        JsonValueKind.Number => scalar.ToString() is not ("0" or "0.0"),
        _ => false,
    };

    /// <summary>The text of a scalar as a clerk would read it; objects and arrays as compact JSON.</summary>
    public static string? AsText(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.True => "True",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.False => "False",
        JsonValue scalar => scalar.ToJsonString(),
        _ => value.ToJsonString(CompactJson.Options),
    };

    private static string ShortName(string typeName)
    {
        var end = typeName.IndexOf(',', StringComparison.Ordinal);
        var name = end < 0 ? typeName : typeName[..end];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static JsonValue? ToText(JsonNode value) => AsText(value) is { } text ? JsonValue.Create(text) : null;

    private static JsonValue ToBoolean(JsonNode value, string typeName) => value is not JsonValue scalar
        ? throw new ValueConversionException(typeName)
        : scalar.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => scalar,
            JsonValueKind.String when bool.TryParse(scalar.GetValue<string>(), out var flag) => JsonValue.Create(flag),
            JsonValueKind.Number => JsonValue.Create(IsTrue(scalar)),
            _ => throw new ValueConversionException(typeName),
        };

    private static JsonValue ToInteger(JsonNode value, string typeName)
    {
        var text = Scalar(value, typeName);
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer))
            return JsonValue.Create(integer);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 9e15)
            return JsonValue.Create((long)Math.Round(number, MidpointRounding.ToEven));
        throw new ValueConversionException(typeName);
    }

    private static JsonValue ToNumber(JsonNode value, string typeName)
    {
        var text = Scalar(value, typeName);
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return JsonValue.Create(exact);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return JsonValue.Create(number);
        throw new ValueConversionException(typeName);
    }

    private static string Scalar(JsonNode value, string typeName) => value is JsonValue scalar && scalar.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        ? value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>().Trim() : value.ToJsonString()
        : throw new ValueConversionException(typeName);

    /// <summary>Object variables hold any JSON; a string that looks like JSON text is what Studio's editor writes.</summary>
    private static JsonNode? ToObject(JsonNode value)
    {
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.String)
            return value;
        var text = scalar.GetValue<string>().AsSpan().Trim();
        if (text.Length == 0 || text[0] is not ('{' or '['))
            return value;
        try
        {
            return JsonNode.Parse(text.ToString(), documentOptions: Strict);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static JsonNode? ParseJson(string text, string typeName)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException exception)
        {
            throw new ValueConversionException(typeName, exception);
        }
    }
}

/// <summary>A value does not fit the type of its variable or input. The message names the type, never the value.</summary>
public sealed class ValueConversionException(string typeName, Exception? inner = null)
    : Exception($"AW2301 The value cannot be converted to {typeName}.", inner);
