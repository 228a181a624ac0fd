using System.Globalization;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Policies;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Languages;

/// <summary>An assessment's tests, amounts and changes as sentences that a worker can be told.</summary>
internal sealed class AssessmentWords(IStringLocalizer<Words> words, PolicyWords policy, FigureWords figures)
{
    public FigureWords Figures => figures;

    public PolicyWords Policy => policy;

    public string Headline(HouseholdAssessment result) => result.Outcome switch
    {
        AssessmentOutcome.Eligible => words["Assessment.Eligible", policy.Tier(result.Tier!, result.TierName!)],
        AssessmentOutcome.Excluded when result.BarredUntil is { } until => words["Assessment.Barred", Show.Day(until)],
        _ => words[$"AssessmentOutcome.{result.Outcome}"],
    };

    /// <summary>"人均每月净收入 812.50 元 ≥ 低保标准 740.00 元，不成立"</summary>
    public string Sentence(AssessmentStep step, FigureTexts texts)
    {
        if (step is { Left: { } left, Right: { } right, Operator: { } sign })
        {
            var (one, other) = texts.Pair(left, right);
            return words["Step.Comparison", texts.Name(left), one, Sign(sign), texts.Name(right), other, Result(step.Result)];
        }

        if (step.Code == "no-loss" && step.Period is { } period)
            return words["Step.no-loss", Show.Day(period.First), Show.Day(period.Last)];
        if (step.Facts is { } facts)
            return words["Step.Facts", string.Join(words["ListSeparator"], facts.Where(IsTold).Select(Fact)), Result(step.Result)];

        return words["Step.no-standard"];

        // Where one of several is enough, those that are not so say nothing.
        bool IsTold(FactUse fact) => step.Result != StepResult.Yes || fact.Value is not (null or 0);
    }

    public string Fact(FactUse fact) => fact.Value switch
    {
        null => words["Fact.Unknown", policy.Fact(fact.Fact)],
        _ when PolicyFacts.Find(fact.Fact)?.Kind == FactKind.Number => words["Fact.Number", policy.Fact(fact.Fact), fact.Value.Value.ToString("0.##", CultureInfo.InvariantCulture)],
        0 => words["Fact.No", policy.Fact(fact.Fact)],
        _ => words["Fact.Yes", policy.Fact(fact.Fact)],
    };

    public string Result(StepResult result) => words[$"StepResult.{result}"];

    public string Exclusion(ExclusionResult exclusion) => exclusion.CaseNumber is { } number
        ? words["Exclusion.Earlier", number, Show.Day(exclusion.Until!.Value)]
        : exclusion.Until is { } until
            ? words["Exclusion.Until", exclusion.Name, policy.Choice(exclusion.Effect), Show.Day(until)]
            : words["Exclusion.Open", exclusion.Name, policy.Choice(exclusion.Effect)];

    public string Sentence(NearestChange change, FigureTexts texts)
    {
        var tier = policy.Tier(change.Tier, change.Name);
        var parts = change.Needed.Select(needed => Needed(needed, change.Direction, texts));
        return words[$"Change.{change.Direction}", tier, string.Join(words["Change.And"], parts)];
    }

    public string Range(Entitlement entitlement) => (entitlement.Minimum, entitlement.Maximum) switch
    {
        (_, null) => words["Entitlement.Unstated"],
        _ when entitlement.MinimumAmount == entitlement.MaximumAmount => Show.Money(entitlement.MinimumAmount),
        _ when entitlement.MinimumAmount == 0 => words["Entitlement.UpTo", Show.Money(entitlement.MaximumAmount!.Value)],
        _ => words["Entitlement.Range", Show.Money(entitlement.MinimumAmount), Show.Money(entitlement.MaximumAmount!.Value)],
    };

    public string Reason(Entitlement entitlement) => entitlement.Refusal is { } refusal ? Refusal(refusal) : words[$"BoundBy.{entitlement.BoundBy}"];

    public string Refusal(string code) => words[$"Refusal.{code}"];

    public string Reason(AidPlan plan) => words[$"PlanReason.{plan.Reason}", plan.Evaluated];

    public string Note(AssessmentNote note, FigureTexts texts)
    {
        IEnumerable<object> arguments = note.Code switch
        {
            "unknown-facts" => [string.Join(words["ListSeparator"], note.Words.Select(policy.Fact))],
            "documents-without-number" => [string.Join(words["ListSeparator"], note.Words)],
            "several-tiers" => [string.Join(words["ListSeparator"], note.Words)],
            "on-limit" => [texts.Name(note.Figures[0]), texts.Value(note.Figures[0]), Sign(note.Words[0])],
            "loss-outside-period" => note.Words.Select(day => Show.Day(DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture))),
            "earlier-aid" => [string.Join(words["ListSeparator"], note.Figures.Select(id => $"{texts.Name(id)} {texts.Value(id)}"))],
            _ => note.Figures.Select(texts.Value),
        };
        return words[$"Note.{note.Code}", [.. arguments]];
    }

    public string Document(DocumentNeed need)
    {
        List<string> more = [];
        if (need.Facts.Count > 0)
            more.Add(words["Document.Because", string.Join(words["ListSeparator"], need.Facts.Where(fact => fact.Value is not (null or 0)).Select(fact => policy.Fact(fact.Fact)))]);
        if (need.Window is { } window)
            more.Add(words["Document.Window", Show.Day(window.First), Show.Day(window.Last)]);
        if (need.FollowBy is { } day)
            more.Add(words["Document.Follow", Show.Day(day)]);
        return string.Join(words["Document.Separator"], more);
    }

    private string Needed(NeededChange needed, ChangeDirection direction, FigureTexts texts)
    {
        if (needed.Code == "exclusion")
            return words["Change.Exclusion", needed.Name!];
        if (needed.Facts is { } facts)
            return words["Change.Facts", string.Join(words["Change.Or"], facts.Select(fact => policy.Fact(fact.Fact)))];

        // A loss has no household's year beside it; it is one figure.
        var (current, limit) = texts.Pair(needed.Current!, needed.Limit!);
        var sign = words[$"Operator.{ComparisonOperators.Symbols[needed.Operator!]}"];
        return needed.Code == "loss"
            ? words["Change.Loss", texts.Name(needed.Current!), sign, limit, current, texts.Value(needed.Difference!)]
            : words[direction == ChangeDirection.ToLose ? "Change.Room" : "Change.Gap", texts.Name(needed.Current!), sign, limit, current, texts.Value(needed.Difference!), texts.Value(needed.HouseholdYear!)];
    }

    private static string Sign(string symbol) => PolicyWords.Operator(ComparisonOperators.Symbols[symbol]);
}
