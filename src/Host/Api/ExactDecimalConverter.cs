using System.Text.Json;
using System.Text.Json.Serialization;

namespace AidWorkflows.Host.Api;

/// <summary>
/// Reads amounts as written. The built-in converter rounds what does not fit a decimal, so 20000.(thirty zeros)1 would pass the
/// rule of two decimals.
/// </summary>
internal sealed class ExactDecimalConverter : JsonConverter<decimal>
{
    private const int LongestExact = 28;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType != JsonTokenType.Number || length > LongestExact || !reader.TryGetDecimal(out var value))
            throw new JsonException("Expected a decimal number of at most 28 characters.");

        return value;
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
