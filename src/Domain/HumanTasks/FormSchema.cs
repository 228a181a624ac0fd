using System.Text.Json;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

/// <summary>
/// The part of JSON Schema that task forms use: one flat object of string, number, integer and boolean fields. Numbers are compared
/// as decimals, so that a limit of 20000 and cents mean what they say. A keyword that is not understood is refused, because a
/// limit that is silently ignored is worse than none; annotations are let through.
/// </summary>
public sealed class FormSchema
{
    private static readonly HashSet<string> Annotations =
        new(StringComparer.Ordinal) { "$schema", "$id", "title", "description", "default", "format", "examples", "type" };

    private readonly Dictionary<string, FormField> fields;
    private readonly string[] required;
    private readonly bool open;

    private FormSchema(Dictionary<string, FormField> fields, string[] required, bool open)
    {
        this.fields = fields;
        this.required = required;
        this.open = open;
    }

    public IReadOnlyDictionary<string, FormField> Fields => fields;

    public IReadOnlyList<string> Required => required;

    /// <exception cref="FormatException">The text is no schema of the understood subset.</exception>
    public static FormSchema Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The form is not valid JSON (line {e.LineNumber + 1}).", e);
        }
    }

    /// <param name="today">The day of signing, in China.</param>
    public IReadOnlyList<ValidationProblem> Validate(string? json, DateOnly today)
    {
        using var document = JsonDocument.Parse(json ?? "{}");
        var data = document.RootElement;
        if (data.ValueKind != JsonValueKind.Object)
            return [new("form-not-object", "form", "The form must be a JSON object.")];

        List<ValidationProblem> problems = [];
        foreach (var name in required.Where(name => !data.TryGetProperty(name, out var value) || IsMissing(value)))
            problems.Add(new("field-required", $"form.{name}", "This field is required."));
        foreach (var property in data.EnumerateObject().Where(property => !IsMissing(property.Value)))
        {
            if (fields.TryGetValue(property.Name, out var field))
            {
                if (field.Validate(property.Value, $"form.{property.Name}", today) is { } problem)
                    problems.Add(problem);
            }
            else if (!open)
            {
                problems.Add(new("unknown-field", $"form.{Shortened(property.Name)}", "The form has no such field."));
            }
        }

        return problems;
    }

    // An empty text is what a form page sends for a field that nobody filled in.
    private static bool IsMissing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);

    private static string Shortened(string name) => name.Length <= 60 ? name : name[..60];

    private static FormSchema Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("The form must be a JSON schema object.");

        Dictionary<string, FormField> declared = [];
        string[] mandatory = [];

        // Unlike in JSON Schema, fields nobody declared are refused unless the form asks for them.
        var allowsOthers = false;
        foreach (var keyword in root.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "properties":
                    declared = keyword.Value.EnumerateObject().ToDictionary(field => field.Name, field => FormField.Read(field.Name, field.Value));
                    break;
                case "required":
                    mandatory = [.. keyword.Value.EnumerateArray().Select(name => name.GetString()!)];
                    break;
                case "additionalProperties":
                    allowsOthers = keyword.Value.GetBoolean();
                    break;
                case "type" when keyword.Value.GetString() != "object":
                    throw new FormatException("The form's type must be 'object'.");
                case var name when !Annotations.Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal):
                    throw new FormatException($"The form uses the keyword '{name}', which is not supported.");
            }
        }

        if (mandatory.FirstOrDefault(name => !declared.ContainsKey(name)) is { } undeclared)
            throw new FormatException($"The form requires '{undeclared}', which is not among its properties.");

        return new FormSchema(declared, mandatory, allowsOthers);
    }
}
