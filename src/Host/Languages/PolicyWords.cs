using System.Globalization;
using AidWorkflows.Domain.Policies;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Languages;

/// <summary>Values, differences and contradictions of policy packs in plain words. Names that a pack brings along stay as written.</summary>
internal sealed class PolicyWords(IStringLocalizer<Words> words)
{
    private const int LongestValue = 160;

    /// <summary>"困难类别“深度困难职工” › 救助标准“S-023” › 最多月数：12 → 10"</summary>
    public string Of(PolicyDifference difference)
    {
        var place = string.Join(" › ", difference.Place.Select(Place));
        return difference.Kind switch
        {
            DifferenceKind.Added => words["Policy.Difference.Added", place, Value(difference.After)],
            DifferenceKind.Removed => words["Policy.Difference.Removed", place, Value(difference.Before)],
            _ => words["Policy.Difference.Changed", place, Value(difference.Before), Value(difference.After)],
        };
    }

    public string Of(PolicyConflict conflict) => words[$"Policy.Conflict.{conflict.Code}", [.. conflict.Words.Select(ConflictWord)]];

    /// <summary>A field of the pack's JSON.</summary>
    public string Field(string name) => Known($"Policy.{name}") ?? name;

    /// <summary>A value of the pack's JSON: choices by their name, all else as it is.</summary>
    public string Value(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return words["Policy.None"];
        if (Known($"PolicyValue.{value}") is { } choice)
            return choice;
        if (value.Contains(", ", StringComparison.Ordinal) && !value.StartsWith('{') && !value.StartsWith('['))
            return string.Join(words["ListSeparator"], value.Split(", ").Select(Value));

        return value.Length <= LongestValue ? value : value[..LongestValue] + "…";
    }

    public string Choice<T>(T value)
        where T : struct, Enum => Value(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    public string Fact(string name) => Known($"Fact.{name}") ?? name;

    /// <summary>A tier by the words for its id, else as the pack names it.</summary>
    public string Tier(string id, string name) => SiteLanguage.IsChinese ? name : Known($"Tier.{id}") ?? name;

    /// <summary>"有固定经营场所 且 雇用他人"</summary>
    public string Of(FactPredicate predicate) => predicate switch
    {
        FactIs fact => fact.Value ? Fact(fact.Fact) : words["Predicate.Not", Fact(fact.Fact)],
        FactCompares fact => $"{Fact(fact.Fact)} {Operator(fact.Operator)} {fact.Value.ToString("0.##", CultureInfo.InvariantCulture)}",
        NotThat not => words["Predicate.Not", Of(not.Part)],
        AllOf all => string.Join(words["Predicate.And"], all.Parts.Select(Part)),
        AnyOf any => string.Join(words["Predicate.Or"], any.Parts.Select(Part)),
        _ => "",
    };

    public static string Operator(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.AtMost => "≤",
        ComparisonOperator.MoreThan => ">",
        _ => "≥",
    };

    private string Part(FactPredicate part) => part is AllOf or AnyOf ? words["Predicate.Group", Of(part)] : Of(part);

    private string Place(PolicyPlace place) => place.Entry is null ? Field(place.Field) : words["Policy.Entry", Field(place.Field), Value(place.Entry)];

    // Effects, measures and kinds come by their name in the code.
    private object ConflictWord(string word) => Known($"PolicyValue.{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(word)}") ?? word;

    private string? Known(string key)
    {
        var found = words[key];
        return found.ResourceNotFound ? null : found.Value;
    }
}
