using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>Tests whether a household is of a tier, each condition as one step (S-012 to S-014).</summary>
internal sealed class TierTest(PolicyPack pack, FactSheet factSheet)
{
    public IReadOnlyList<TierResult> TestAll(HouseholdFigures figures) => [.. pack.Tiers.Select(tier => Test(tier, figures))];

    public TierResult Test(TierRule tier, HouseholdFigures figures)
    {
        List<AssessmentStep> steps = [];
        foreach (var condition in tier.Conditions)
        {
            steps.Add(condition.Test is { } test
                ? Compare(test, tier.Rule, condition.Path, condition.Citation, figures)
                : Ask(condition, tier.Rule));
        }

        foreach (var precondition in pack.Preconditions.Where(precondition => precondition.Enabled && precondition.Tiers.Contains(tier.Id)))
            steps.Add(Compare(precondition.Test, tier.Rule, precondition.Path, precondition.Citation, figures));

        var result = steps.Exists(step => step.Result == StepResult.No) ? StepResult.No
            : steps.Exists(step => step.Result == StepResult.Unknown) ? StepResult.Unknown
            : StepResult.Yes;
        return new TierResult(tier.Id, tier.Name, tier.Rule, result, steps, tier.Citation);
    }

    /// <summary>The figure under test; null when it cannot be formed.</summary>
    public static Figure? LeftOf(MeasureTest test, HouseholdFigures figures) => test.Measure switch
    {
        Measure.NetPerHead => figures.NetPerHead(test.Deductions!),
        Measure.GrossPerHead => figures.GrossPerHead(),
        Measure.GrossPerHeadYear => figures.GrossPerHeadYear(),
        _ => figures.Known.Loss,
    };

    /// <summary>Null when the limit is a multiple of a standard that is not known.</summary>
    public static Figure? LimitOf(Limit limit, HouseholdFigures figures, Citation citation)
    {
        if (limit.Yuan is { } yuan)
            return figures.Sheet.Policy("limit", yuan, FigureUnit.Yuan, $"{limit.Path}.yuan", citation);
        if (figures.Known.Standard is not { } standard)
            return null;

        return limit.Standards == 1
            ? standard
            : figures.Sheet.Product("limit", FigureUnit.Yuan, standard, figures.Sheet.Policy("limit-multiple", limit.Standards!.Value, FigureUnit.Factor, $"{limit.Path}.standards", citation));
    }

    private static AssessmentStep Compare(MeasureTest test, string rule, string path, Citation citation, HouseholdFigures figures)
    {
        var code = HouseholdBase.Kebab(test.Measure);
        var left = LeftOf(test, figures);
        var limit = LimitOf(test.Limit, figures, citation);
        var period = test.Measure == Measure.Loss ? figures.Known.LossPeriod : null;
        if (limit is null)
            return new AssessmentStep("no-standard", rule, StepResult.Unknown, path, citation) { Left = left?.Id, Operator = test.Operator.Symbol() };
        if (left is null)
            return new AssessmentStep("no-loss", rule, StepResult.No, path, citation) { Operator = test.Operator.Symbol(), Right = limit.Id, Period = period };

        var holds = test.Operator.Holds(left.Value, limit.Value);
        return new AssessmentStep(code, rule, holds ? StepResult.Yes : StepResult.No, path, citation)
        {
            Left = left.Id,
            Operator = test.Operator.Symbol(),
            Right = limit.Id,
            OnLimit = left.Value == limit.Value,
            Period = period,
        };
    }

    private AssessmentStep Ask(TierCondition condition, string rule) =>
        new("facts", rule, factSheet.Evaluate(condition.Facts!), condition.Path, condition.Citation) { Facts = factSheet.Uses(condition.Facts!) };
}
