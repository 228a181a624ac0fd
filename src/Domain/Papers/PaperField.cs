using System.Text.Json;

namespace AidWorkflows.Domain.Papers;

public enum PaperFieldType
{
    Text = 0,
    Money = 1,
    Date = 2,
    Number = 3,
    List = 4,
    Group = 5,
}

/// <summary>One field that a template can use: the public properties of the facts, and nothing else.</summary>
/// <param name="Fields">Of a group, or of what stands in a list; empty for a list of texts.</param>
public sealed record PaperField(string Name, PaperFieldType Type, IReadOnlyList<PaperField> Fields)
{
    /// <summary>The number and the day that the document gets when it is made.</summary>
    private static readonly PaperField Mark = new("paper", PaperFieldType.Group, [new("number", PaperFieldType.Text, []), new("date", PaperFieldType.Date, [])]);

    public static IReadOnlyList<PaperField> Of(Type facts) => [Mark, .. Read(facts)];

    /// <summary>Every path as it is written in a template, for the page: "name", "members[].name".</summary>
    public static IEnumerable<string> Paths(IReadOnlyList<PaperField> fields, string before = "") => fields.SelectMany(field => field.Type switch
    {
        PaperFieldType.Group => Paths(field.Fields, $"{before}{field.Name}."),
        PaperFieldType.List => [$"{before}{field.Name}", .. Paths(field.Fields, $"{before}{field.Name}[].")],
        _ => [$"{before}{field.Name}"],
    });

    private static IEnumerable<PaperField> Read(Type type) => type.GetProperties()
        .Where(property => property.GetMethod is { IsStatic: false, IsPublic: true })
        .Select(property => Read(JsonNamingPolicy.CamelCase.ConvertName(property.Name), Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));

    private static PaperField Read(string name, Type type)
    {
        if (type == typeof(string))
            return new(name, PaperFieldType.Text, []);
        if (type == typeof(decimal))
            return new(name, PaperFieldType.Money, []);
        if (type == typeof(DateOnly))
            return new(name, PaperFieldType.Date, []);
        if (type == typeof(int))
            return new(name, PaperFieldType.Number, []);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new(name, PaperFieldType.List, type.GetGenericArguments()[0] is var item && item == typeof(string) ? [] : [.. Read(item)]);

        throw new InvalidOperationException($"Facts of a document cannot have a {type.Name} ({name}).");
    }
}
