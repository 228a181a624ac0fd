using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data;

/// <summary>
/// Small lists and maps that are read and written whole are JSON text, the same on both databases; PostgreSQL arrays would make
/// two shapes of one column.
/// </summary>
internal static class JsonText
{
    public static PropertyBuilder<T> HasJsonText<T>(this PropertyBuilder<T> property)
        where T : class? =>
        property.HasConversion(
            value => Write(value),
            text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<T>(
                (left, right) => Write(left) == Write(right),
                value => StringComparer.Ordinal.GetHashCode(Write(value)),
                value => JsonSerializer.Deserialize<T>(Write(value), JsonSerializerOptions.Web)!));

    private static string Write<T>(T? value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
