using System.Globalization;
using System.Text.Json;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Policies;

/// <summary>
/// One object of a pack's JSON, read strictly: every field is asked for by name, and what is left over is a mistake. Reading goes
/// on after a mistake, so that an author sees all of them at once, each with its JSON path.
/// </summary>
internal sealed class PolicyNode
{
    public const int LongestText = 1000;

    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<ValidationProblem> problems;

    public PolicyNode(JsonElement element, string path, List<ValidationProblem> problems)
    {
        Path = path;
        this.problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            WrongType(path, "object");
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!fields.TryAdd(field.Name, field.Value))
                Report("policy-field-twice", PathOf(field.Name), "The field is there twice.");
        }
    }

    public string Path { get; }

    public string PathOf(string name) => $"{Path}.{name}";

    public bool Has(string name) => fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public void Report(string code, string path, string message, params IReadOnlyList<object?> arguments) =>
        problems.Add(new ValidationProblem(code, path, message, arguments));

    public string Text(string name) => OptionalText(name) ?? Missing(name, "");

    public string? OptionalText(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return WrongType<string?>(PathOf(name), "string");

        var text = value.GetString()!;
        if (text.Trim() != text || text.Length is 0 or > LongestText || text.Any(char.IsControl))
            Report("policy-text", PathOf(name), $"A text has 1 to {LongestText} characters, none of them a control character, and no blanks around it.", LongestText);
        return text;
    }

    /// <summary>A short name that other places refer to.</summary>
    public string Identifier(string name)
    {
        var id = Text(name);
        if (id.Length > 0 && (id.Length > 60 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            Report("policy-identifier", PathOf(name), "An identifier has at most 60 letters, digits and hyphens.");
        return id;
    }

    public decimal Number(string name, decimal minimum, decimal maximum) => OptionalNumber(name, minimum, maximum) ?? Missing(name, minimum);

    public decimal? OptionalNumber(string name, decimal minimum, decimal maximum)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Number || value.GetRawText().Length > 28 || !value.TryGetDecimal(out var number))
            return WrongType<decimal?>(PathOf(name), "number");

        if (number < minimum || number > maximum)
            Report("policy-out-of-range", PathOf(name), $"The number must be from {Plain(minimum)} to {Plain(maximum)}.", minimum, maximum);
        return number;
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
            return Missing(name, false);

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : WrongType<bool>(PathOf(name), "boolean");
    }

    public DateOnly Date(string name) => OptionalDate(name) ?? Missing(name, DateOnly.MinValue);

    public DateOnly? OptionalDate(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and <= 2100)
            return date;

        Report("policy-date", PathOf(name), "A date is written as 2026-07-01 and lies between 2000 and 2100.");
        return null;
    }

    /// <summary>One of the names of an enumeration, in kebab-case.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum => Choice(name, Names<T>());

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        if (Find(name) is not { } value)
            return Missing<T>(name, default!);

        return Chosen(value, PathOf(name), choices);
    }

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum => Find(name) is { } value ? Chosen(value, PathOf(name), Names<T>()) : null;

    public IReadOnlyList<T> Choices<T>(string name)
        where T : struct, Enum
    {
        var names = Names<T>();
        List<T> chosen = [.. Elements(name).Select(element => Chosen(element.Value, element.Path, names))];
        if (chosen.Distinct().Count() != chosen.Count)
            Report("policy-duplicate", PathOf(name), "An entry is there twice.");
        return chosen;
    }

    public PolicyPeriod Period(string name) => OptionalPeriod(name) ?? Missing(name, PolicyPeriod.CalendarYear);

    public PolicyPeriod? OptionalPeriod(string name)
    {
        if (OptionalText(name) is not { } text)
            return null;
        if (PolicyPeriod.TryParse(text, out var period))
            return period;

        Report("policy-period", PathOf(name), "A period is calendar-year, rolling-12-months, or a whole year such as 07-01/06-30.");
        return null;
    }

    public PolicyNode Object(string name) => OptionalObject(name) ?? Missing<PolicyNode?>(name, null) ?? new PolicyNode(default, PathOf(name), []);

    public PolicyNode? OptionalObject(string name) => Find(name) is { } value ? new PolicyNode(value, PathOf(name), problems) : null;

    public IReadOnlyList<PolicyNode> Objects(string name) =>
        [.. Elements(name).Select(element => new PolicyNode(element.Value, element.Path, problems))];

    public IReadOnlyList<string> Texts(string name)
    {
        List<string> texts = [];
        foreach (var (value, path) in Elements(name))
        {
            if (value.ValueKind == JsonValueKind.String)
                texts.Add(value.GetString()!);
            else
                WrongType(path, "string");
        }

        return texts;
    }

    public Citation Citation()
    {
        if (OptionalObject("citation") is not { } node)
        {
            Report("policy-citation-missing", PathOf("citation"), "Every value names the document and the clause it is taken from.");
            return new Citation("", "");
        }

        var citation = new Citation(node.Text("document"), node.Text("clause"), node.OptionalText("question"), node.OptionalText("note"));
        node.Close();
        return citation;
    }

    /// <summary>Says what was there and nobody asked for.</summary>
    public void Close()
    {
        foreach (var name in fields.Keys.Where(name => !asked.Contains(name)))
            Report("policy-unknown-field", PathOf(name.Length <= 60 ? name : name[..60]), "There is no such field.");
    }

    private List<(JsonElement Value, string Path)> Elements(string name)
    {
        if (Find(name) is not { } list)
            return Missing<List<(JsonElement Value, string Path)>>(name, []);
        if (list.ValueKind != JsonValueKind.Array)
            return WrongType<List<(JsonElement Value, string Path)>?>(PathOf(name), "array") ?? [];

        return [.. list.EnumerateArray().Select((value, i) => (value, $"{PathOf(name)}[{i}]"))];
    }

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private T Missing<T>(string name, T instead)
    {
        // What is there but cannot be read has been reported already.
        if (!Has(name))
            Report("policy-field-required", PathOf(name), "This field is required.");
        return instead;
    }

    private T Chosen<T>(JsonElement value, string path, IReadOnlyDictionary<string, T> choices)
    {
        if (value.ValueKind == JsonValueKind.String && choices.TryGetValue(value.GetString()!, out var chosen))
            return chosen;

        var allowed = string.Join(", ", choices.Keys);
        Report("policy-choice", path, $"Use one of: {allowed}.", allowed);
        return choices.Values.First();
    }

    private void WrongType(string path, string expected) => Report("policy-field-type", path, $"Expected: {expected}.", expected);

    private T WrongType<T>(string path, string expected)
    {
        WrongType(path, expected);
        return default!;
    }

    private static Dictionary<string, T> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
