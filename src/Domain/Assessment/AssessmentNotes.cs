using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>What a decider should see beside the result: exact limits, unknown facts, unusual amounts, gaps in the pack.</summary>
internal static class AssessmentNotes
{
    public static IReadOnlyList<AssessmentNote> Of(
        PolicyPack pack,
        HouseholdFacts facts,
        HouseholdBase known,
        IReadOnlyList<TierResult> tiers,
        IReadOnlyList<ExclusionResult> exclusions,
        IReadOnlyList<Entitlement> entitlements)
    {
        List<AssessmentNote> notes = [];

        // here the operator alone decides, and whoever chose it must know.
        notes.AddRange(tiers.SelectMany(tier => tier.Steps).Where(step => step.OnLimit)
            .Select(step => new AssessmentNote("on-limit", step.Rule, [step.Left!, step.Right!], [step.Operator!])));

        // several tiers fit.
        var fitting = tiers.Where(tier => tier.Result == StepResult.Yes).ToList();
        if (fitting.Count > 1)
            notes.Add(new AssessmentNote("several-tiers", null, [], [.. fitting.Select(tier => tier.Name)]));

        var unknown = exclusions.Where(exclusion => exclusion.Result == StepResult.Unknown)
            .SelectMany(exclusion => exclusion.Facts).Where(fact => fact.Value is null).Select(fact => fact.Fact).Distinct().ToList();
        if (unknown.Count > 0)
            notes.Add(new AssessmentNote("unknown-facts", null, [], unknown));

        if (facts.Loss is { } loss && !known.LossPeriod.Contains(loss.OccurredOn))
            notes.Add(new AssessmentNote("loss-outside-period", null, [], [loss.OccurredOn.ToString("O"), known.LossPeriod.First.ToString("O"), known.LossPeriod.Last.ToString("O")]));
        if (known.EarlierInYear.Count > 0)
            notes.Add(new AssessmentNote("earlier-aid", "S-029", [.. known.EarlierInYear.Select(aid => known.Earlier(aid).Id)], []));

        notes.AddRange(entitlements.Where(entitlement => entitlement.IsGranted).SelectMany(AboutAmount));
        AboutPack(pack, known, notes);
        return notes;
    }

    private static IEnumerable<AssessmentNote> AboutAmount(Entitlement entitlement) => entitlement.BoundBy switch
    {
        "maximum" => [new AssessmentNote("requested-over-maximum", entitlement.Rule, [entitlement.Requested!, entitlement.Maximum!], [])],
        "minimum" => [new AssessmentNote("requested-under-minimum", entitlement.Rule, [entitlement.Requested!, entitlement.Minimum!], [])],
        "standard" when entitlement.RequestedAmount != entitlement.RecommendedAmount => [new AssessmentNote("amount-is-fixed", entitlement.Rule, [entitlement.Requested!, entitlement.Recommended!], [])],
        "unstated" => [new AssessmentNote("amount-unstated", entitlement.Rule, [entitlement.Requested!], [])],
        _ => [],
    };

    private static void AboutPack(PolicyPack pack, HouseholdBase known, List<AssessmentNote> notes)
    {
        // the standard changes within the year, so the chosen date matters.
        var year = known.AidYear;
        if (known.FoundStandard is { } standard && pack.Standards.Amounts.Any(other => other != standard
            && other.Organisation == standard.Organisation && other.Level == standard.Level && other.From <= year.Last && (other.To is null || other.To >= year.First)))
            notes.Add(new AssessmentNote("standard-changes", "S-004", [known.Standard!.Id], []));

        // nobody can look a document up without its number.
        var unnumbered = pack.Documents.Where(document => document.IsNumberUnknown).Select(document => document.Title).ToList();
        if (unnumbered.Count > 0)
            notes.Add(new AssessmentNote("documents-without-number", "S-001", [], unnumbered));
    }
}
