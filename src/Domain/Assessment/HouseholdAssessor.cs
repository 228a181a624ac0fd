using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>
/// Applies one policy pack to one household. Pure: the same pack and facts give the same result, so that a decision can be computed
/// again years later (S-189).
/// </summary>
public static class HouseholdAssessor
{
    /// <param name="version">Version of the stored pack, for the record.</param>
    public static HouseholdAssessment Assess(PolicyPack pack, HouseholdFacts facts, int version = 0)
    {
        var sheet = new FigureSheet();
        var factSheet = new FactSheet(facts);
        var known = new HouseholdBase(pack, facts, sheet);
        var figures = new HouseholdFigures(known);
        var tierTest = new TierTest(pack, factSheet);
        var tiers = tierTest.TestAll(figures);
        var exclusions = ExclusionCheck.Of(pack, facts, factSheet);
        var applying = exclusions.Where(exclusion => exclusion.Result == StepResult.Yes).ToList();
        var barring = applying.Where(exclusion => exclusion.Effect != ExclusionEffect.Doubt).ToList();
        var outcome = OutcomeOf(tiers, barring, known);

        var entitlements = new Entitlements(pack, facts);
        var planners = pack.Tiers.Zip(tiers).Where(pair => pair.Second.Result == StepResult.Yes)
            .Select(pair => (Tier: pair.First, Planner: new OrderPlanner(pack, facts, tierTest, entitlements, pair.First))).ToList();
        var chosen = outcome == AssessmentOutcome.Eligible ? Choose(pack, planners) : null;
        var plan = chosen is not null && facts.Requests.Count > 0 ? planners.First(pair => pair.Tier == chosen).Planner.Plan(known) : null;
        IReadOnlyList<Entitlement> amounts = chosen is null ? [] : [.. facts.Requests.Select(request => entitlements.Of(chosen, request, figures))];
        var changes = new NearestChanges(pack, factSheet, figures).Of(tiers, chosen, barring);
        return new HouseholdAssessment
        {
            Pack = pack.Key,
            Version = version,
            AppliedOn = facts.AppliedOn,
            AssessedOn = facts.AssessedOn,
            Outcome = outcome,
            Tier = chosen?.Id,
            TierName = chosen?.Name,
            Doubtful = applying.Count > barring.Count,
            BarredUntil = barring.Max(exclusion => exclusion.Until),
            Standard = StandardOf(known),
            Tiers = tiers,
            Exclusions = exclusions,
            Entitlements = amounts,
            Plan = plan,
            OtherTiers = [.. planners.Where(pair => pair.Tier != chosen).Select(pair => new OtherTier(pair.Tier.Id, pair.Tier.Name, pair.Planner.BestTotal()))],
            AfterAid = AfterAidOf(pack, figures, chosen, plan),
            NearestChanges = changes,
            RequiredDocuments = DocumentCheck.Of(pack, facts, factSheet),
            OnVisit = chosen is null ? [] : [.. chosen.OnVisit.Select(question => question.Text)],
            Notes = AssessmentNotes.Of(pack, facts, known, tiers, exclusions, amounts),
            Figures = sheet.Figures,
        };
    }

    private static AssessmentOutcome OutcomeOf(IReadOnlyList<TierResult> tiers, List<ExclusionResult> barring, HouseholdBase known)
    {
        if (barring.Count > 0)
            return AssessmentOutcome.Excluded;
        if (tiers.Any(tier => tier.Result == StepResult.Yes))
            return AssessmentOutcome.Eligible;
        if (tiers.All(tier => tier.Result == StepResult.No))
            return AssessmentOutcome.NotEligible;

        return known.FoundStandard is null ? AssessmentOutcome.NoStandard : AssessmentOutcome.Unproven;
    }

    /// <summary>Q-01 and S-021: the first tier that fits, or of all that fit the one that gives the household more.</summary>
    private static TierRule? Choose(PolicyPack pack, List<(TierRule Tier, OrderPlanner Planner)> fitting)
    {
        if (pack.Selection.Choose == TierSelection.FirstMatch)
            return fitting.Select(pair => pair.Tier).FirstOrDefault();

        // MaxBy keeps the first of equals, so the order of the tiers decides where the amounts do not.
        return fitting.MaxBy(pair => pair.Planner.BestTotal()).Tier;
    }

    private static StandardUse? StandardOf(HouseholdBase known) =>
        known is { FoundStandard: { } standard, Standard: { } figure }
            ? new StandardUse(standard.Place, standard.Level, standard.From, standard.To, figure.Id, figure.Value, standard.Citation)
            : null;

    /// <summary>S-003: with the recommended aid the household should reach the standard.</summary>
    private static AfterAid? AfterAidOf(PolicyPack pack, HouseholdFigures figures, TierRule? chosen, AidPlan? plan)
    {
        if (chosen is null || plan is null || figures.Known.Standard is not { } standard)
            return null;

        var sheet = figures.Sheet;
        var test = chosen.Conditions.Concat(pack.Tiers.SelectMany(tier => tier.Conditions))
            .Select(condition => condition.Test).FirstOrDefault(candidate => candidate?.Measure == Measure.NetPerHead);
        var before = test is null ? figures.Income : figures.Net(test.Deductions!);
        var aid = plan.Best.Steps.Where(step => step.AmountFigure is not null && step.Refusal is null).Select(step => sheet.Find(step.AmountFigure!)!);
        var perHead = sheet.Quotient("after-aid-per-head", FigureUnit.Yuan, sheet.Sum("after-aid", FigureUnit.Yuan, [before, .. aid]), figures.PersonMonths);
        return new AfterAid(perHead.Id, perHead.Value, standard.Id, perHead.Value >= standard.Value);
    }
}
