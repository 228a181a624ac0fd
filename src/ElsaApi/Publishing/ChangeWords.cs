using System.Text.Json;
using System.Text.RegularExpressions;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions.Comparison;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>Says what changed in a definition, with the names that the designer shows for activities, inputs and choices.</summary>
internal sealed partial class ChangeWords(DescriptorTexts descriptors)
{
    private const string Empty = "empty";
    private const string Unset = "unset";

    private readonly ChangeTable texts = Load();

    public IReadOnlyList<ChangeView> Describe(IEnumerable<DefinitionChange> changes, Language language) => [.. changes.Select(change => Describe(change, language))];

    public ChangeView Describe(DefinitionChange change, Language language)
    {
        var text = texts.Kinds.GetValueOrDefault($"{change.Kind}.{change.Property}") ?? texts.Kinds[change.Kind.ToString()];
        var title = Filled(text[language == Language.Chinese ? 1 : 2], change, language);
        var (old, now) = change.Kind == DefinitionChangeKind.ConnectionRedirected
            ? (new ComparedValue(change.OldTarget?.Name), new ComparedValue(change.Target?.Name))
            : (change.Old, change.New);
        var (before, after) = (Value(change, old, language), Value(change, now, language));
        var separator = language == Language.Chinese ? "：" : ": ";
        var sentence = (before, after) switch
        {
            (null, null) => title,
            (null, _) => title + separator + after,
            (_, null) => title + separator + before,
            _ => $"{title}{separator}{WithType(before, old, now)} → {WithType(after, now, old)}",
        };
        return new ChangeView(change.Kind.ToString(), text[0], sentence, title, before, after, TypeOf(old), TypeOf(now), change.Activity?.Id);
    }

    private string Filled(string text, DefinitionChange change, Language language) => Place().Replace(text, place => place.Groups["name"].Value switch
    {
        "activity" => change.Activity?.Name ?? "",
        "type" => TypeName(change.Activity?.Type ?? "", language),
        "property" => PropertyName(change, language),
        "subject" => change.Subject ?? "",
        "target" => change.Target?.Name ?? "",
        "count" => change.Count.ToString(),
        _ => "",
    });

    private string TypeName(string type, Language language) =>
        descriptors.Activities.TryGetValue(type, out var known) ? DescriptorTexts.Pick(known.Name, language) : type;

    private string PropertyName(DefinitionChange change, Language language)
    {
        if (change.Property is not { Length: > 0 } property)
            return "";
        var pascal = char.ToUpperInvariant(property[0]) + property[1..];
        if (change.Kind is DefinitionChangeKind.ActivityInputChanged or DefinitionChangeKind.ActivityOutputBound
            && change.Activity is { } activity && descriptors.Activities.TryGetValue(activity.Type, out var known))
        {
            if (known.Inputs.TryGetValue(pascal, out var input))
                return DescriptorTexts.Pick(input.Name, language);
            if (known.Outputs.TryGetValue(pascal, out var output))
                return DescriptorTexts.Pick(output.Name, language);
        }

        return texts.Properties.TryGetValue(property, out var names) ? DescriptorTexts.Pick(names, language) : property;
    }

    /// <summary>Null when there is no such side, as of an activity that was added.</summary>
    private string? Value(DefinitionChange change, ComparedValue? value, Language language)
    {
        if (value is null)
            return null;
        if (value.Text is not { Length: > 0 } text)
            return DescriptorTexts.Pick(texts.Values[value.Text is null ? Unset : Empty], language);
        if (change.Kind == DefinitionChangeKind.ActivityTypeChanged)
            return TypeName(text, language);
        if (value.ExpressionType is null or "Literal" && texts.Values.TryGetValue(text, out var known))
            return DescriptorTexts.Pick(known, language);
        return value.ExpressionType is "Literal" ? Choice(change, text, language) : text;
    }

    /// <summary>The text of a dropdown's item, as the designer shows it.</summary>
    private string Choice(DefinitionChange change, string text, Language language)
    {
        var pascal = change.Property is { Length: > 0 } property ? char.ToUpperInvariant(property[0]) + property[1..] : "";
        var item = descriptors.Activities.GetValueOrDefault(change.Activity?.Type ?? "")?.Inputs.GetValueOrDefault(pascal)?.Items?.FirstOrDefault(item => item.Value == text);
        return item is null ? text : DescriptorTexts.Pick(item.Text, language);
    }

    private static string WithType(string text, ComparedValue? value, ComparedValue? other) =>
        TypeOf(value) is { } type && TypeOf(other) != type ? $"[{type}] {text}" : text;

    private static string? TypeOf(ComparedValue? value) => value is { Text: not null, ExpressionType: { } type } && type is not ("Literal" or "Object") ? type : null;

    private static ChangeTable Load()
    {
        using var stream = typeof(ChangeWords).Assembly.GetManifestResourceStream("change-texts.json") ?? throw new InvalidOperationException("The resource change-texts.json is missing.");
        return JsonSerializer.Deserialize<ChangeTable>(stream, ElsaJson.Options)!;
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    /// <summary>Kinds: group, Chinese, English. The others: Chinese, English.</summary>
    internal sealed record ChangeTable(Dictionary<string, string[]> Kinds, Dictionary<string, string[]> Properties, Dictionary<string, string[]> Values);
}
