using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>The exclusions in force on the day of the application, and bars of earlier applications (S-173 to S-175).</summary>
internal static class ExclusionCheck
{
    private const string EarlierBarId = "earlier-bar";

    public static IReadOnlyList<ExclusionResult> Of(PolicyPack pack, HouseholdFacts facts, FactSheet factSheet)
    {
        List<ExclusionResult> results = [.. pack.Exclusions.Where(rule => rule.IsInForce(facts.AppliedOn)).Select(rule => Of(rule, facts, factSheet))];

        // The bar was set under a rule of a pack like this one; what is cited is the pack's own rule about such bars.
        var citation = pack.Exclusions.FirstOrDefault(rule => rule.Effect == ExclusionEffect.BarredForYear);
        if (citation is not null)
        {
            results.AddRange(facts.EarlierBars.Where(bar => bar.Until >= facts.AppliedOn).Select(bar => new ExclusionResult(
                EarlierBarId, citation.Name, bar.Rule, ExclusionEffect.BarredForYear, StepResult.Yes, bar.Until, bar.CaseNumber, [], citation.Path, citation.Citation)));
        }

        return results;
    }

    private static ExclusionResult Of(ExclusionRule rule, HouseholdFacts facts, FactSheet factSheet)
    {
        var result = factSheet.Evaluate(rule.When);
        DateOnly? until = rule.Effect == ExclusionEffect.BarredForYear && result == StepResult.Yes ? new DateOnly(facts.AppliedOn.Year, 12, 31) : null;
        return new ExclusionResult(rule.Id, rule.Name, rule.Rule, rule.Effect, result, until, null, factSheet.Uses(rule.When), rule.Path, rule.Citation);
    }
}
