using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>What would have to be different for another result, nearest first: "below 740.00; it is 812.50".</summary>
internal sealed class NearestChanges(PolicyPack pack, FactSheet factSheet, HouseholdFigures figures)
{
    public IReadOnlyList<NearestChange> Of(IReadOnlyList<TierResult> tiers, TierRule? chosen, IReadOnlyList<ExclusionResult> applying)
    {
        List<NearestChange> changes = [];
        foreach (var (tier, result) in pack.Tiers.Zip(tiers))
        {
            if (result.Result != StepResult.Yes)
                changes.Add(ToQualify(tier));
        }

        changes = [.. changes.OrderBy(change => change.Distance)];
        if (chosen is not null)
            changes.AddRange(ToLose(chosen));
        if (applying.Count > 0)
            changes.Insert(0, WithoutExclusions(applying, chosen ?? MetTier(tiers)));
        return changes;
    }

    private TierRule? MetTier(IReadOnlyList<TierResult> tiers) =>
        pack.Tiers.Zip(tiers).Where(pair => pair.Second.Result == StepResult.Yes).Select(pair => pair.First).FirstOrDefault();

    private NearestChange ToQualify(TierRule tier)
    {
        List<NeededChange> needed = [];
        var distance = 0m;
        foreach (var (test, path, citation) in TestsOf(tier))
        {
            if (Needed(test, tier.Rule, path, citation) is not var (change, far))
                continue;

            needed.Add(change);
            distance += far;
        }

        foreach (var condition in tier.Conditions.Where(condition => condition.Facts is not null && factSheet.Evaluate(condition.Facts) != StepResult.Yes))
        {
            needed.Add(new NeededChange("facts", tier.Rule, condition.Path, condition.Citation) { Facts = factSheet.Uses(condition.Facts!) });
            distance += 1;
        }

        return new NearestChange(tier.Id, tier.Name, ChangeDirection.ToQualify, distance, needed);
    }

    private (NeededChange Change, decimal Distance)? Needed(MeasureTest test, string rule, string path, Citation citation)
    {
        if (TierTest.LimitOf(test.Limit, figures, citation) is not { } limit)
            return null;

        var sheet = figures.Sheet;
        var current = TierTest.LeftOf(test, figures) ?? sheet.Convention("nothing", 0, FigureUnit.Yuan);
        if (test.Operator.Holds(current.Value, limit.Value))
            return null;

        var distance = Math.Abs(current.Value - limit.Value) / Math.Max(limit.Value, 0.01m);
        return (Between(test, rule, path, citation, current, limit), distance);
    }

    private IEnumerable<NearestChange> ToLose(TierRule tier)
    {
        foreach (var (test, path, citation) in TestsOf(tier))
        {
            if (TierTest.LimitOf(test.Limit, figures, citation) is not { } limit || TierTest.LeftOf(test, figures) is not { } current)
                continue;

            var opposite = test with { Operator = Opposite(test.Operator) };
            var distance = Math.Abs(current.Value - limit.Value) / Math.Max(limit.Value, 0.01m);
            yield return new NearestChange(tier.Id, tier.Name, ChangeDirection.ToLose, distance, [Between(opposite, tier.Rule, path, citation, current, limit)]);
        }
    }

    /// <summary>The change a head, and the change in the household's year that is just enough.</summary>
    private NeededChange Between(MeasureTest test, string rule, string path, Citation citation, Figure current, Figure limit)
    {
        var sheet = figures.Sheet;
        var target = sheet.NearestThatHolds("limit-of-year", OfYear(test, limit), test.Operator);
        var year = CurrentOfYear(test) ?? current;
        var difference = test.Operator.IsUpperLimit()
            ? sheet.Difference("change-needed", FigureUnit.Yuan, current, limit)
            : sheet.Difference("change-needed", FigureUnit.Yuan, limit, current);
        var household = test.Operator.IsUpperLimit()
            ? sheet.Difference("change-of-year", FigureUnit.Yuan, year, target)
            : sheet.Difference("change-of-year", FigureUnit.Yuan, target, year);
        return new NeededChange(HouseholdBase.Kebab(test.Measure), rule, path, citation)
        {
            Current = current.Id,
            Operator = test.Operator.Symbol(),
            Limit = limit.Id,
            Difference = difference.Id,
            HouseholdYear = household.Id,
            HouseholdYearAmount = household.Value,
        };
    }

    private Figure OfYear(MeasureTest test, Figure limit) => test.Measure switch
    {
        Measure.NetPerHead or Measure.GrossPerHead => figures.Sheet.Product("limit-of-household", FigureUnit.Yuan, limit, figures.PersonMonths),
        Measure.GrossPerHeadYear => figures.Sheet.Product("limit-of-household", FigureUnit.Yuan, limit, figures.Known.People),
        _ => limit,
    };

    private Figure? CurrentOfYear(MeasureTest test) => test.Measure switch
    {
        Measure.NetPerHead => figures.Net(test.Deductions!),
        Measure.Loss => figures.Known.Loss,
        _ => figures.Income,
    };

    private IEnumerable<(MeasureTest Test, string Path, Citation Citation)> TestsOf(TierRule tier) =>
        tier.Conditions.Where(condition => condition.Test is not null).Select(condition => (condition.Test!, condition.Path, condition.Citation))
            .Concat(pack.Preconditions.Where(precondition => precondition.Enabled && precondition.Tiers.Contains(tier.Id))
                .Select(precondition => (precondition.Test, precondition.Path, precondition.Citation)));

    private static NearestChange WithoutExclusions(IReadOnlyList<ExclusionResult> applying, TierRule? tier) => new(
        tier?.Id ?? "",
        tier?.Name ?? "",
        ChangeDirection.ToQualify,
        0,
        [
            .. applying.Select(exclusion => new NeededChange("exclusion", exclusion.Rule, exclusion.PolicyPath, exclusion.Citation)
            {
                Name = exclusion.Name,
                Facts = exclusion.Facts,
                Until = exclusion.Until,
            }),
        ]);

    private static ComparisonOperator Opposite(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.LessThan => ComparisonOperator.AtLeast,
        ComparisonOperator.AtMost => ComparisonOperator.MoreThan,
        ComparisonOperator.MoreThan => ComparisonOperator.AtMost,
        _ => ComparisonOperator.LessThan,
    };
}
