using System.Collections.Concurrent;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Tests.Domain.Policies;
using Xunit.Abstractions;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>What holds for every household, over ten thousand random ones and all shipped packs.</summary>
public sealed class HouseholdProperties(HouseholdProperties.Sweep sweep, ITestOutputHelper output) : IClassFixture<HouseholdProperties.Sweep>
{
    private const int Households = 10_000;
    private const decimal Standard = 740;

    private static readonly PolicyPack[] Packs =
    [
        ShippedPacks.Needy,
        ShippedPacks.Autumn,
        ShippedPacks.Centre,
        ShippedPacks.With(json =>
        {
            json["pack"] = "other-choices";
            json["multipleAid"]!["afterDrop"] = "continue-in-next-tier";
            json["multipleAid"]!["aidedCosts"] = "reduced-by-aid";
            json["selection"]!["choose"] = "first-match";
            json["rounding"]!["unit"] = 10;
            json["aggregation"]!["subject"] = "household";
        }),
    ];

    [Fact]
    public void Entitlements_are_never_negative_and_never_over_their_cap() => Holds(nameof(Caps), 10_000);

    /// <summary>S-032: 16,000 is 80 % of 20,000, so nothing that a relative household gets is ever sent to the province.</summary>
    [Fact]
    public void S032_a_relative_household_never_escalates() => Holds(nameof(RelativeCeiling), 1_000);

    [Fact]
    public void Explanations_are_complete() => Holds(nameof(Sources), 300_000);

    [Fact]
    public void The_plan_is_never_worse_than_any_single_order() => Holds(nameof(BestOrder), 1_000);

    [Fact]
    public void A_household_has_a_tier_exactly_when_it_is_eligible_and_the_tier_is_met() => Holds(nameof(Tier), 10_000);

    [Fact]
    public void The_nearest_change_is_enough_and_a_fen_less_is_not() => Holds(nameof(JustEnough), 3_000);

    [Fact]
    public void The_same_facts_give_the_same_result()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var facts = RandomHouseholds.Of(seed);
            Assert.Equal(AssessmentJson.Write(HouseholdAssessor.Assess(ShippedPacks.Needy, facts)), AssessmentJson.Write(HouseholdAssessor.Assess(ShippedPacks.Needy, facts)));
        }
    }

    [Fact]
    public void An_assessment_reads_back_as_it_was_written()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var text = AssessmentJson.Write(HouseholdAssessor.Assess(Packs[seed % Packs.Length], RandomHouseholds.Of(seed)));
            Assert.Equal(text, AssessmentJson.Write(AssessmentJson.Read(text)));
        }
    }

    /// <summary>No failure, and so many things looked at that the check cannot have looked past them.</summary>
    private void Holds(string check, int least)
    {
        output.WriteLine($"{sweep.Seen[check]} looked at; {sweep.Elapsed.TotalSeconds:0.0} s for all checks.");
        Assert.True(sweep.Failures.IsEmpty || !sweep.Failures.TryGetValue(check, out var failure), sweep.Failures.GetValueOrDefault(check));
        Assert.InRange(sweep.Seen[check], least, int.MaxValue);
    }

    /// <summary>Each household is assessed once and every check looks at the result.</summary>
    public sealed class Sweep
    {
        private static readonly Func<HouseholdFacts, PolicyPack, HouseholdAssessment, int>[] Checks = [Caps, RelativeCeiling, Sources, BestOrder, Tier, JustEnough];

        public Sweep()
        {
            var started = TimeProvider.System.GetTimestamp();
            Parallel.For(1, Households + 1, seed =>
            {
                var facts = RandomHouseholds.Of(seed);

                // Half of them under the main programme, which has most to go wrong.
                var pack = Packs[Math.Max(0, (seed % 6) - 2)];
                var result = HouseholdAssessor.Assess(pack, facts);
                foreach (var check in Checks)
                    Run(check, seed, facts, pack, result);
            });
            Elapsed = TimeProvider.System.GetElapsedTime(started);
        }

        internal ConcurrentDictionary<string, string> Failures { get; } = new();

        internal ConcurrentDictionary<string, int> Seen { get; } = new();

        internal TimeSpan Elapsed { get; }

        private void Run(Func<HouseholdFacts, PolicyPack, HouseholdAssessment, int> check, int seed, HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
        {
            try
            {
                var looked = check(facts, pack, result);
                Seen.AddOrUpdate(check.Method.Name, looked, (_, before) => before + looked);
            }
            catch (Exception e)
            {
                Failures.TryAdd(check.Method.Name, $"Household {seed} under {pack.Key}: {e.Message}");
                Seen.TryAdd(check.Method.Name, 0);
            }
        }
    }

    private static int Caps(HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
    {
        foreach (var entitlement in result.Entitlements)
        {
            Assert.True(entitlement.MinimumAmount >= 0 && entitlement.RecommendedAmount >= 0);
            if (entitlement.MaximumAmount is not { } maximum)
                continue;

            Assert.InRange(entitlement.RecommendedAmount, entitlement.MinimumAmount, maximum);
            var cap = Cap(entitlement, facts.Requests.Single(request => request.Id == entitlement.RequestId));
            Assert.True(maximum <= cap, $"{entitlement.Rule} gives {maximum}, more than {cap}.");
        }

        foreach (var step in Orders(result).SelectMany(order => order.Steps))
            Assert.True(step.Amount >= 0 && (step.Refusal is null || step.Amount == 0));
        return 1;
    }

    private static int RelativeCeiling(HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
    {
        var granted = result.Entitlements.Where(entitlement => entitlement is { Tier: "relative", IsGranted: true }).ToList();
        Assert.All(granted, entitlement => Assert.True(entitlement.MaximumAmount <= 16_000 && entitlement.RecommendedAmount <= 16_000));
        return granted.Count;
    }

    /// <summary>Every number has a source, and every computed one is what its operands give.</summary>
    private static int Sources(HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
    {
        var figures = result.Figures.ToDictionary(figure => figure.Id);
        foreach (var figure in result.Figures)
        {
            if (figure.Origin == FigureOrigin.Computed)
                Assert.Equal(Recomputed(figure, figures), figure.Value);
            else if (figure.Origin == FigureOrigin.Policy)
                Assert.True(figure.Citation is { Document.Length: > 0, Clause.Length: > 0 } && figure.Reference!.StartsWith("$.", StringComparison.Ordinal));
            else if (figure.Origin != FigureOrigin.Convention)
                Assert.False(string.IsNullOrEmpty(figure.Reference));
        }

        foreach (var id in Named(result))
            Assert.True(figures.ContainsKey(id), $"There is no figure '{id}'.");
        foreach (var step in result.Tiers.SelectMany(tier => tier.Steps))
        {
            Assert.True(step is { Rule.Length: > 0, Citation.Document.Length: > 0, PolicyPath.Length: > 0 });
            if (step is { Left: { } left, Right: { } right })
                Assert.Equal(ComparisonOperators.Symbols[step.Operator!].Holds(figures[left].Value, figures[right].Value), step.Result == StepResult.Yes);
        }

        // Amounts stand in the result twice, for people and for programs.
        foreach (var entitlement in result.Entitlements.Where(entitlement => entitlement.IsGranted))
            Assert.Equal(figures[entitlement.Recommended!].Value, entitlement.RecommendedAmount);
        return figures.Count;
    }

    private static int BestOrder(HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
    {
        if (result.Plan is not { } plan)
            return 0;

        Assert.Equal(plan.Best.Steps.Sum(step => step.Amount), plan.Best.Total);
        Assert.All(plan.Others, other => Assert.True(plan.Best.Total >= other.Total));
        return plan.Others.Count;
    }

    private static int Tier(HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
    {
        Assert.Equal(result.Outcome == AssessmentOutcome.Eligible, result.Tier is not null);
        if (result.Tier is not null)
            Assert.Equal(StepResult.Yes, result.TierOf(result.Tier).Result);
        if (result.Outcome == AssessmentOutcome.Excluded)
            Assert.Contains(result.Exclusions, exclusion => exclusion is { Result: StepResult.Yes, Effect: not ExclusionEffect.Doubt });
        return 1;
    }

    private static int JustEnough(HouseholdFacts facts, PolicyPack pack, HouseholdAssessment result)
    {
        var tried = 0;
        foreach (var change in result.NearestChanges.Where(change => change.Direction == ChangeDirection.ToQualify && change.Needed is [{ Code: "net-per-head" or "gross-per-head", Operator: "<" or "<=" }]))
        {
            // Where a second figure of the tier depends on the income too, one change cannot serve both.
            if (pack.Tiers.Single(tier => tier.Id == change.Tier).Conditions.Count(condition => condition.Test is not null) > 1)
                continue;

            var changed = WithIncomeChangedBy(facts, -change.Needed[0].HouseholdYearAmount);
            Assert.Equal(StepResult.Yes, HouseholdAssessor.Assess(pack, changed with { Requests = [] }).TierOf(change.Tier).Result);
            Assert.Equal(StepResult.No, HouseholdAssessor.Assess(pack, WithIncomeChangedBy(changed, 0.01m) with { Requests = [] }).TierOf(change.Tier).Result);
            tried++;
        }

        return tried;
    }

    private static IEnumerable<AidOrder> Orders(HouseholdAssessment result) => result.Plan is { } plan ? plan.Others.Append(plan.Best) : [];

    private static decimal Cap(Entitlement entitlement, RequestedAid request) => entitlement.Rule switch
    {
        "S-023" => 12 * Standard,
        "S-024" => request.SelfPaidAmount!.Value,
        "S-027" => 10 * Standard,
        "S-028" => 5 * Standard,
        "S-030" => 12 * Standard * 0.8m,
        "S-032" => Math.Min(16_000, request.SelfPaidAmount!.Value),
        "S-033" => 10_000,
        var rule => throw new InvalidOperationException($"No cap is known for {rule}."),
    };

    private static HouseholdFacts WithIncomeChangedBy(HouseholdFacts facts, decimal amount) => facts with
    {
        Income = [.. facts.Income, new IncomeLine(Guid.Empty, null, IncomeKind.Wage, amount)],
    };

    private static decimal Recomputed(Figure figure, Dictionary<string, Figure> figures)
    {
        var operands = figure.Operands!.Select(id => figures[id].Value).ToList();
        return figure.Operation switch
        {
            FigureOperation.Sum => operands.Sum(),
            FigureOperation.Difference => operands[0] - operands[1],
            FigureOperation.Product => operands[0] * operands[1],
            FigureOperation.Quotient => operands[0] / operands[1],
            FigureOperation.Lesser => operands.Min(),
            FigureOperation.Greater => operands.Max(),
            FigureOperation.Rounded or FigureOperation.RoundedDown or FigureOperation.RoundedUp => RoundingRule.Round(operands[0], figure.RoundedTo!.Value, figure.RoundedBy!.Value),
            FigureOperation.LargestBelow => decimal.Round(operands[0], 2, MidpointRounding.ToPositiveInfinity) - 0.01m,
            FigureOperation.LargestUpTo => decimal.Round(operands[0], 2, MidpointRounding.ToNegativeInfinity),
            FigureOperation.SmallestFrom => decimal.Round(operands[0], 2, MidpointRounding.ToPositiveInfinity),
            FigureOperation.SmallestAbove => decimal.Round(operands[0], 2, MidpointRounding.ToNegativeInfinity) + 0.01m,
            _ => throw new InvalidOperationException($"{figure.Operation} is not known."),
        };
    }

    private static IEnumerable<string> Named(HouseholdAssessment result)
    {
        var steps = result.Tiers.SelectMany(tier => tier.Steps).Concat(Orders(result).SelectMany(order => order.Steps).SelectMany(step => step.Test));
        return steps.SelectMany(step => new[] { step.Left, step.Right })
            .Concat(result.Entitlements.SelectMany(entitlement => new[] { entitlement.Minimum, entitlement.Maximum, entitlement.Requested, entitlement.Recommended, entitlement.Aggregated }))
            .Concat(result.Plan?.Best.Steps.Select(step => step.AmountFigure) ?? [])
            .Concat(result.NearestChanges.SelectMany(change => change.Needed).SelectMany(needed => new[] { needed.Current, needed.Limit, needed.Difference, needed.HouseholdYear }))
            .Concat(result.Notes.SelectMany(note => note.Figures))
            .Append(result.AfterAid?.PerHead).Append(result.Standard?.Monthly)
            .OfType<string>();
    }
}
