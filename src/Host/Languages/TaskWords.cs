using System.Globalization;
using System.Text.Json;
using AidWorkflows.Host.Site;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Languages;

/// <summary>Texts of tasks. What a workflow's designer wrote is Chinese; well-known steps have an English translation.</summary>
internal sealed class TaskWords(IStringLocalizer<Words> words, IOptions<SiteOptions> site, TimeProvider clock)
{
    public string Title(string key, string title) => SiteLanguage.IsChinese ? title : Translated($"TaskTitle.{key}", title);

    public string Outcome(string outcome) => Translated($"Outcome.{outcome}", outcome);

    public string Field(string name, string? title) =>
        SiteLanguage.IsChinese && title is not null ? title : Translated($"Field.{name}", title ?? name);

    public string? FieldHint(string name, string? description) =>
        description is null || SiteLanguage.IsChinese ? description : Translated($"Field.{name}.Hint", description);

    /// <param name="waiting">A task that is done is late or near its deadline no more.</param>
    public DueView? Due(DateTimeOffset? dueAt, string? explanation, bool waiting = true)
    {
        if (dueAt is not { } at)
            return null;

        var left = at - clock.GetUtcNow();
        return new DueView(at, waiting && left <= TimeSpan.Zero, waiting && left <= TimeSpan.FromHours(site.Value.DueSoonHours), Explain(explanation));
    }

    private List<string> Explain(string? explanation)
    {
        if (explanation is null)
            return [];

        using var document = JsonDocument.Parse(explanation);
        List<string> sentences = [];
        foreach (var part in Items(document.RootElement, "parts"))
            sentences.Add(Sentence(part, "arguments"));
        foreach (var warning in Items(document.RootElement, "warnings"))
            sentences.Add(Sentence(warning, "year"));
        return sentences;
    }

    private string Sentence(JsonElement part, string argumentsName)
    {
        object[] arguments = part.TryGetProperty(argumentsName, out var value)
            ? value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Written)] : [Written(value)]
            : [];
        return words[$"Due.{part.GetProperty("code").GetString()}", arguments];
    }

    private static object Written(JsonElement argument)
    {
        if (argument.ValueKind == JsonValueKind.Number)
            return argument.GetInt32();

        var text = argument.ToString();
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Show.Day(day) : text;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private string Translated(string key, string otherwise)
    {
        var found = words[key];
        return found.ResourceNotFound ? otherwise : found.Value;
    }
}

/// <summary>A deadline as a list shows it, with the sentences that say why it is that day.</summary>
public sealed record DueView(DateTimeOffset At, bool IsOverdue, bool IsSoon, IReadOnlyList<string> Why);
