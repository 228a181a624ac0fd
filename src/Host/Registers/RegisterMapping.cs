using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Host.Registers;

/// <summary>Which column of a file holds which field of a register.</summary>
internal static class RegisterMapping
{
    /// <summary>By the headings, Chinese and English; the first of several that fit.</summary>
    /// <param name="chosen">Fields that somebody has said a heading for.</param>
    public static Dictionary<string, int> Guess(RegisterSchema schema, IReadOnlyList<string> headings, IReadOnlyDictionary<string, string>? chosen = null)
    {
        Dictionary<string, int> mapping = [];
        foreach (var (field, heading) in chosen ?? new Dictionary<string, string>())
        {
            var column = headings.ToList().FindIndex(known => string.Equals(known, heading.Trim(), StringComparison.OrdinalIgnoreCase));
            if (column >= 0 && schema.Columns.Any(known => known.Name == field))
                mapping[field] = column;
        }

        for (var column = 0; column < headings.Count; column++)
            if (!mapping.ContainsValue(column) && schema.Guess(headings[column]) is { } field)
                mapping.TryAdd(field.Name, column);
        return mapping;
    }

    public static IReadOnlyList<RegisterField> Missing(RegisterSchema schema, IReadOnlyDictionary<string, int> mapping) =>
        [.. schema.Columns.Where(field => field.Required && !mapping.ContainsKey(field.Name))];

    public static IReadOnlyList<string> Unknown(IReadOnlyList<string> headings, IReadOnlyDictionary<string, int> mapping) =>
        [.. headings.Where((heading, column) => heading.Length > 0 && !mapping.Values.Contains(column))];

    /// <exception cref="InvalidInputException">A field that is not the register's, a column that is not the file's or is used twice, or a required field left out.</exception>
    public static void Require(RegisterSchema schema, IReadOnlyDictionary<string, int> mapping, int columns)
    {
        List<ValidationProblem> problems = [];
        foreach (var (field, column) in mapping)
        {
            if (schema.Columns.All(known => known.Name != field))
                problems.Add(new("unknown-field", $"mapping.{field}", "The register has no such field."));
            else if (column < 0 || column >= columns || mapping.Count(other => other.Value == column) > 1)
                problems.Add(new("register-column", $"mapping.{field}", "There is no such column, or it is used twice."));
        }

        problems.AddRange(Missing(schema, mapping).Select(field => new ValidationProblem("register-column-required", $"mapping.{field.Name}", "The file has no column for this field, and the register needs it.", field.Headings[0])));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);
    }

    /// <exception cref="RuleViolationException">With the columns that are missing and those that nobody knows.</exception>
    public static void RequireAtUpload(RegisterSchema schema, IReadOnlyList<string> headings, IReadOnlyDictionary<string, int> mapping)
    {
        var missing = Missing(schema, mapping);
        if (missing.Count == 0)
            return;

        var unknown = Unknown(headings, mapping);
        throw new RuleViolationException(
            "register-columns",
            $"The file has no column for: {Named(missing.Select(field => field.Headings[0]))}. Columns that are not known: {Named(unknown)}. Nothing was stored.",
            "file",
            Named(missing.Select(field => field.Headings[0])),
            Named(unknown));
    }

    private static string Named(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "-";
}
