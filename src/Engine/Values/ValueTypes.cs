using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace AidWorkflows.Engine.Values;

/// <summary>
/// Elsa's type aliases for variables and inputs, and the conversions between them. Values are JSON throughout. As in Elsa, a
/// value that means nothing in the type becomes the type's default; one that is too large, or text that should be JSON and is
/// not, is an error.
/// </summary>
public static class ValueTypes
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>How objects and lists become text: every letter as it is, but quotes and angle brackets escaped, as Elsa's encoder does.</summary>
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = 128 };

    /// <summary>The default value of a variable: Studio always writes it as a string. One that does not fit must not make the definition unreadable.</summary>
    internal static JsonNode? ReadDefault(JsonNode? value, string typeName, bool isArray)
    {
        try
        {
            return Convert(value?.DeepClone(), typeName, isArray);
        }
        catch (ValueConversionException)
        {
            return null;
        }
    }

    /// <exception cref="ValueConversionException">The value is too large for the type, or JSON text is not valid.</exception>
    public static JsonNode? Convert(JsonNode? value, string typeName, bool isArray)
    {
        if (value is null)
            return null;
        if (isArray || typeName.EndsWith("[]", StringComparison.Ordinal) || typeName.StartsWith("List<", StringComparison.Ordinal))
            return ToList(value, typeName);
        return ShortName(typeName) switch
        {
            "String" => ToText(value),
            "Boolean" => ToBoolean(value),
            "Byte" => ToInteger(value, typeName, byte.MinValue, byte.MaxValue),
            "SByte" => ToInteger(value, typeName, sbyte.MinValue, sbyte.MaxValue),
            "Int16" => ToInteger(value, typeName, short.MinValue, short.MaxValue),
            "UInt16" => ToInteger(value, typeName, ushort.MinValue, ushort.MaxValue),
            "Int32" => ToInteger(value, typeName, int.MinValue, int.MaxValue),
            "UInt32" => ToInteger(value, typeName, uint.MinValue, uint.MaxValue),
            "Int64" or "Long" or "UInt64" => ToInteger(value, typeName, long.MinValue, long.MaxValue),
            "Decimal" or "Double" or "Single" => ToNumber(value, typeName),
            "ObjectDictionary" or "StringDictionary" or "Dictionary" or "JsonObject" or "JsonNode" or "JsonElement" or "JSON" or "ExpandoObject" => ToJson(value, typeName),
            _ => value,
        };
    }

    /// <summary>The same for what somebody outside has given: a value that means nothing in the type is refused.</summary>
    /// <exception cref="ValueConversionException">The value does not fit the type.</exception>
    internal static JsonNode? ConvertGiven(JsonNode? value, string typeName, bool isArray)
    {
        var converted = Convert(value, typeName, isArray);
        var fits = isArray || ShortName(typeName) switch
        {
            "Boolean" => value is null || IsTrue(value) || IsFalse(value),
            "Byte" or "SByte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "Long" or "UInt64" or "Decimal" or "Double" or "Single" => value is null || IsNumber(value),
            _ => true,
        };
        return fits ? converted : throw new ValueConversionException(typeName);
    }

    public static bool IsTrue(JsonNode? value) => value is JsonValue scalar && scalar.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => bool.TryParse(scalar.GetValue<string>(), out var flag) && flag,
        JsonValueKind.Number => scalar.ToString() is not ("0" or "0.0"),
        _ => false,
    };

    /// <summary>The text of a scalar as a clerk would read it; objects and arrays as JSON.</summary>
    public static string? AsText(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.True => "True",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.False => "False",
        JsonValue scalar => scalar.ToJsonString(),
        _ => AsJsonText(value),
    };

    /// <summary>JSON for people and scripts, as Elsa writes it.</summary>
    internal static string AsJsonText(JsonNode? value) => value?.ToJsonString(Readable) ?? "null";

    private static bool IsFalse(JsonNode value) => value is JsonValue scalar && (scalar.GetValueKind() switch
    {
        JsonValueKind.False => true,
        JsonValueKind.String => bool.TryParse(scalar.GetValue<string>(), out _),
        JsonValueKind.Number => true,
        _ => false,
    });

    private static bool IsNumber(JsonNode value) => value is JsonValue scalar
        && (scalar.GetValueKind() == JsonValueKind.Number || double.TryParse(AsText(scalar), NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static string ShortName(string typeName)
    {
        var end = typeName.IndexOf(',', StringComparison.Ordinal);
        var name = end < 0 ? typeName : typeName[..end];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static JsonValue? ToText(JsonNode value) => AsText(value) is { } text ? JsonValue.Create(text) : null;

    private static JsonValue? ToBoolean(JsonNode value) => IsBlank(value) ? null : JsonValue.Create(IsTrue(value));

    private static JsonValue? ToInteger(JsonNode value, string typeName, long least, long most)
    {
        if (IsBlank(value))
            return null;
        if (value is not JsonValue scalar)
            return JsonValue.Create(0L);
        if (long.TryParse(AsText(scalar)!.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer))
            return integer >= least && integer <= most ? JsonValue.Create(integer) : throw new ValueConversionException(typeName);
        if (scalar.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return JsonValue.Create(IsTrue(scalar) ? 1L : 0L);

        // Text must be a whole number; a number is rounded.
        var isText = scalar.GetValueKind() == JsonValueKind.String;
        if (!double.TryParse(AsText(scalar), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || (isText && !IsDigits(AsText(scalar)!)))
            return JsonValue.Create(0L);
        var rounded = Math.Round(number, MidpointRounding.ToEven);
        return rounded >= least && rounded <= most && Math.Abs(rounded) < 9e15 ? JsonValue.Create((long)rounded) : throw new ValueConversionException(typeName);
    }

    private static JsonValue? ToNumber(JsonNode value, string typeName)
    {
        if (IsBlank(value))
            return null;
        if (value is not JsonValue scalar)
            return JsonValue.Create(0m);
        if (scalar.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return JsonValue.Create(IsTrue(scalar) ? 1m : 0m);
        var text = AsText(scalar)!.Trim();
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return JsonValue.Create(exact);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(0m);
        return double.IsFinite(number) ? JsonValue.Create(number) : throw new ValueConversionException(typeName);
    }

    private static JsonNode? ToJson(JsonNode value, string typeName) =>
        value is not JsonValue scalar ? value : scalar.GetValueKind() == JsonValueKind.String && LooksLikeJson(scalar.GetValue<string>()) ? ParseJson(scalar.GetValue<string>(), typeName) : null;

    private static JsonNode? ToList(JsonNode value, string typeName)
    {
        var ofTexts = typeName.StartsWith("String", StringComparison.Ordinal);
        switch (value)
        {
            case JsonArray array when ofTexts && array.Any(item => item is not null && item.GetValueKind() != JsonValueKind.String):
                return new JsonArray([.. array.Select(item => item is null ? null : (JsonNode?)ToText(item))]);
            case JsonArray:
                return value;
            case JsonObject:
                throw new ValueConversionException(typeName);
        }

        if (value.GetValueKind() != JsonValueKind.String || IsBlank(value))
            return null;
        var text = value.GetValue<string>();
        if (LooksLikeJson(text))
            return ParseJson(text, typeName) as JsonArray ?? throw new ValueConversionException(typeName);

        // One text stands for a list with just that text; a list of anything takes it letter by letter.
        return ofTexts ? new JsonArray(text) : new JsonArray([.. text.Select(letter => JsonValue.Create(letter.ToString()))]);
    }

    private static bool IsBlank(JsonNode value) => value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(scalar.GetValue<string>());

    private static bool IsDigits(string text) => text.Trim().TrimStart('+', '-').All(char.IsAsciiDigit);

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static JsonNode? ParseJson(string text, string typeName)
    {
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
