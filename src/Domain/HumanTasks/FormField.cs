using System.Globalization;
using System.Text.Json;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

public enum FormFieldType
{
    Text = 0,
    Number = 1,
    Integer = 2,
    Boolean = 3,
}

/// <summary>One field of a task form.</summary>
public sealed record FormField
{
    private const string Today = "today";

    public required string Name { get; init; }

    public required FormFieldType Type { get; init; }

    public string? Title { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? ExclusiveMinimum { get; init; }

    public decimal? Maximum { get; init; }

    public decimal? MultipleOf { get; init; }

    public int? MaxLength { get; init; }

    public int? MinLength { get; init; }

    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>A text that is a day, such as 2026-03-01.</summary>
    public bool IsDate { get; init; }

    /// <summary>The first and the last day that a date may be; "today" is the day of signing.</summary>
    public string? EarliestDay { get; init; }

    public string? LatestDay { get; init; }

    internal static FormField Read(string name, JsonElement schema)
    {
        var field = new FormField { Name = name, Type = ReadType(name, schema) };
        foreach (var keyword in schema.EnumerateObject())
        {
            var value = keyword.Value;
            field = keyword.Name switch
            {
                "title" => field with { Title = value.GetString() },
                "minimum" => field with { Minimum = value.GetDecimal() },
                "exclusiveMinimum" => field with { ExclusiveMinimum = value.GetDecimal() },
                "maximum" => field with { Maximum = value.GetDecimal() },
                "multipleOf" => field with { MultipleOf = Positive(name, value.GetDecimal()) },
                "minLength" => field with { MinLength = value.GetInt32() },
                "maxLength" => field with { MaxLength = value.GetInt32() },
                "enum" => field with { Allowed = [.. value.EnumerateArray().Select(item => item.GetString()!)] },
                "format" => field with { IsDate = value.GetString() == "date" },
                "formatMinimum" => field with { EarliestDay = Day(name, value.GetString()) },
                "formatMaximum" => field with { LatestDay = Day(name, value.GetString()) },
                "type" or "description" or "default" or "examples" => field,
                _ when keyword.Name.StartsWith("x-", StringComparison.Ordinal) => field,
                _ => throw new FormatException($"Field '{name}' of the form uses the keyword '{keyword.Name}', which is not supported."),
            };
        }

        return field;
    }

    internal ValidationProblem? Validate(JsonElement value, string path, DateOnly today) => Type switch
    {
        FormFieldType.Text => ValidateText(value, path) ?? (IsDate ? ValidateDay(value.GetString()!, path, today) : null),
        FormFieldType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : WrongType(path),
        _ => ValidateNumber(value, path),
    };

    private ValidationProblem? ValidateText(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
            return WrongType(path);

        var text = value.GetString()!;
        if (text.Length > MaxLength)
            return new("field-too-long", path, $"At most {MaxLength} characters.", MaxLength);
        if (text.Length < MinLength)
            return new("field-too-short", path, $"At least {MinLength} characters.", MinLength);
        if (Allowed is not null && !Allowed.Contains(text))
            return new("field-not-allowed", path, $"Must be one of: {string.Join(", ", Allowed)}.", string.Join(", ", Allowed));

        return null;
    }

    private ValidationProblem? ValidateDay(string text, string path, DateOnly today)
    {
        if (!TryDay(text, out var day))
            return new("field-not-a-day", path, "A day is written like 2026-03-01.");
        if (EarliestDay is { } earliest && day < Limit(earliest, today))
            return new("field-too-early", path, $"Not before {Limit(earliest, today):yyyy-MM-dd}.", Limit(earliest, today));
        if (LatestDay is { } latest && day > Limit(latest, today))
            return new("field-too-late", path, $"Not after {Limit(latest, today):yyyy-MM-dd}.", Limit(latest, today));

        return null;
    }

    private static DateOnly Limit(string day, DateOnly today) => TryDay(day, out var limit) ? limit : today;

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Day(string name, string? day) =>
        day == Today || TryDay(day, out _) ? day! : throw new FormatException($"Field '{name}' of the form: a day is written like 2026-03-01, or is '{Today}'.");

    private ValidationProblem? ValidateNumber(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return WrongType(path);

        // Longer numbers would be rounded to fit a decimal, and slip through multipleOf.
        if (value.GetRawText().Length > 28 || !value.TryGetDecimal(out var number) || decimal.Abs(number) > 1_000_000_000_000_000m)
            return new("field-out-of-range", path, "The number is too large.");
        if (Type == FormFieldType.Integer && number != decimal.Truncate(number))
            return WrongType(path);
        if (number < Minimum)
            return new("field-below-minimum", path, $"At least {Minimum}.", Minimum);
        if (number <= ExclusiveMinimum)
            return new("field-not-above", path, $"Must be more than {ExclusiveMinimum}.", ExclusiveMinimum);
        if (number > Maximum)
            return new("field-above-maximum", path, $"At most {Maximum}.", Maximum);
        if (MultipleOf is { } step && number % step != 0)
            return new("field-not-multiple", path, $"Must be a multiple of {step}.", step);

        return null;
    }

    private ValidationProblem WrongType(string path)
    {
        var expected = Type == FormFieldType.Text ? "string" : Type.ToString().ToLowerInvariant();
        return new("field-type", path, $"Must be a JSON {expected}.", expected);
    }

    private static FormFieldType ReadType(string name, JsonElement schema)
    {
        var type = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var value) ? value.GetString() : null;
        return type switch
        {
            "string" => FormFieldType.Text,
            "number" => FormFieldType.Number,
            "integer" => FormFieldType.Integer,
            "boolean" => FormFieldType.Boolean,
            _ => throw new FormatException($"Field '{name}' of the form has type '{type}'; use string, number, integer or boolean."),
        };
    }

    private static decimal Positive(string name, decimal step) =>
        step > 0 ? step : throw new FormatException($"Field '{name}' of the form: multipleOf must be more than 0.");
}
