using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>S-101 to S-107 and S-172 to S-175: who is eligible in the other two programmes, and what excludes.</summary>
public sealed class ExclusionTests
{
    [Theory]
    [InlineData("unpaidUnionDues", "dues")]
    [InlineData("treatmentEnded", "cured")]
    [InlineData("selfInflictedHardship", "illegal-act")]
    public void S173_not_entitled_and_without_an_end(string fact, string exclusion)
    {
        var result = Of(2, 500).Declaring(fact).Assess(ShippedPacks.Centre);
        var applied = Assert.Single(result.Exclusions, candidate => candidate.Result == StepResult.Yes);

        Assert.Equal((AssessmentOutcome.Excluded, (string?)null, (DateOnly?)null), (result.Outcome, result.Tier, result.BarredUntil));
        Assert.Equal((exclusion, ExclusionEffect.NotEntitled, "S-173"), (applied.Id, applied.Effect, applied.Rule));
    }

    [Theory]
    [InlineData("vehicle", "boughtVehicle")]
    [InlineData("vehicle", "ownsCar")]
    [InlineData("housing", "boughtHousing")]
    [InlineData("housing", "decoratedHousing")]
    [InlineData("shares", "investsInShares")]
    [InlineData("school-choice", "paidSchoolChoice")]
    [InlineData("school-choice", "studiesAbroad")]
    [InlineData("cheated", "cheatedReview")]
    [InlineData("business", "ownsBusinessPremises", "employsWorkers")]
    public void S174_S175_barred_until_the_31st_of_December(string exclusion, params string[] declared)
    {
        var result = Of(2, 500).Declaring(declared).Assess(ShippedPacks.Centre);
        var applied = Assert.Single(result.Exclusions, candidate => candidate.Result == StepResult.Yes);

        Assert.Equal((exclusion, ExclusionEffect.BarredForYear), (applied.Id, applied.Effect));
        Assert.Equal((AssessmentOutcome.Excluded, new DateOnly(2026, 12, 31)), (result.Outcome, result.BarredUntil!.Value));
    }

    [Fact]
    public void S174_Q27_premises_alone_do_not_bar_where_the_text_says_and()
    {
        Assert.Equal("below-standard", Of(2, 500).Declaring("ownsBusinessPremises").Assess(ShippedPacks.Centre).Tier);
        Assert.Equal(AssessmentOutcome.Excluded, Of(2, 500).Declaring("employsWorkers").Spending(RigidExpenseKind.Illness, 100).Assess(ShippedPacks.Autumn).Outcome);
    }

    [Fact]
    public void S175_a_bar_of_an_earlier_application_is_seen_at_the_next_one()
    {
        var facts = Of(2, 500) with { EarlierBars = [new EarlierBar("AW-2026-000007", "S-174", new DateOnly(2026, 12, 31))] };
        var bar = Assert.Single(facts.Assess().Exclusions, exclusion => exclusion.Result == StepResult.Yes);

        Assert.Equal(("earlier-bar", "AW-2026-000007", new DateOnly(2026, 12, 31)), (bar.Id, bar.CaseNumber, bar.Until!.Value));
        Assert.Equal("deep", (facts with { AppliedOn = new DateOnly(2027, 1, 1) }).Assess().Tier);
    }

    [Fact]
    public void Q28_a_retired_exclusion_counts_for_old_cases_only()
    {
        var facts = Of(2, 500).Declaring("familyPlanningViolation");
        var pack = ShippedPacks.With(
            json =>
            {
                json["effectiveFrom"] = "2020-01-01";
                json["standards"]!["amounts"]![0]!["from"] = "2020-01-01";
            },
            ShippedPacks.CountyCentre);

        Assert.Equal(AssessmentOutcome.Eligible, facts.Assess(pack).Outcome);
        Assert.Equal(AssessmentOutcome.Excluded, (facts with { AppliedOn = new DateOnly(2021, 8, 19) }).Assess(pack).Outcome);
        Assert.NotNull(ShippedPacks.Centre.Exclusions.Single(exclusion => exclusion.Id == "family-planning").Retired);
    }

    [Fact]
    public void Q17_a_doubt_excludes_nobody_and_asks_for_a_visit()
    {
        var result = (Of(2, 500) with { Dwellings = 2 }).Assess();
        Assert.Equal(("deep", true), (result.Tier, result.Doubtful));
        Assert.False((Of(2, 500) with { Dwellings = 1 }).Assess().Doubtful);
    }

    [Fact]
    public void What_nobody_has_stated_excludes_nobody_and_is_listed()
    {
        var note = Assert.Single(Of(2, 500).Assess().Notes, note => note.Code == "unknown-facts");
        Assert.Contains("boughtVehicle", note.Words);

        var stated = Of(2, 500) with { Declarations = PolicyFacts.All.ToDictionary(fact => fact.Name, _ => false), Dwellings = 1 };
        Assert.DoesNotContain(stated.Assess().Notes, candidate => candidate.Code == "unknown-facts");
    }

    [Theory]
    [InlineData(740, null)]
    [InlineData(739, "below-standard")]
    public void S172_below_the_standard_without_deductions(int perHead, string? tier) =>
        Assert.Equal(tier, (Of(2, perHead) with { Causes = new HardshipCauses(HardshipCause.SingleParent, []) }).Assess(ShippedPacks.Centre).Tier);

    [Theory]
    [InlineData(HardshipCause.Unemployment, 1110, "slightly-above")]
    [InlineData(HardshipCause.Illness, 1110, "slightly-above")]
    [InlineData(HardshipCause.Schooling, 1110, "slightly-above")]
    [InlineData(HardshipCause.Unemployment, 1111, null)]
    [InlineData(HardshipCause.SingleParent, 900, null)]
    [InlineData(HardshipCause.Disaster, 5000, "disaster")]
    [InlineData(HardshipCause.Accident, 5000, "disaster")]
    [InlineData(HardshipCause.Other, 5000, "other-hardship")]
    public void S172_slightly_above_with_a_cause_disasters_and_other_hardship(HardshipCause cause, int perHead, string? tier) =>
        Assert.Equal(tier, (Of(2, perHead) with { Causes = new HardshipCauses(cause, []) }).Assess(ShippedPacks.Centre).Tier);

    [Fact]
    public void S172_an_unknown_cause_proves_nothing()
    {
        var result = Of(2, 900).Assess(ShippedPacks.Centre);
        Assert.Equal((AssessmentOutcome.Unproven, StepResult.Unknown), (result.Outcome, result.TierOf("slightly-above").Result));
    }

    [Theory]
    [InlineData(2220, 29_376, "condition-1")]
    [InlineData(2219, 29_352, "condition-1")]
    [InlineData(2221, 29_400, "condition-2")]
    [InlineData(2219, 29_351, null)]
    public void S102_S103_up_to_and_from_three_times_with_a_net_of_996(int gross, int illness, string? tier) =>
        Assert.Equal(tier, Of(2, gross).Spending(RigidExpenseKind.Illness, illness).Assess(ShippedPacks.Autumn).Tier);

    [Fact]
    public void Q26_at_exactly_three_times_both_conditions_are_reported()
    {
        var result = Of(2, 2220).Spending(RigidExpenseKind.Illness, 40_000).Assess(ShippedPacks.Autumn);
        Assert.All(result.Tiers, tier => Assert.Equal(StepResult.Yes, tier.Result));
        Assert.Contains(result.Notes, note => note.Code == "several-tiers");
        Assert.Equal(2, result.Notes.Count(note => note.Code == "on-limit"));
    }

    [Fact]
    public void S103_the_second_condition_asks_for_an_emergency_and_not_for_schooling() =>
        Assert.Null((Of(2, 3000).Spending(RigidExpenseKind.Schooling, 60_000) with { Causes = new HardshipCauses(HardshipCause.Schooling, []) }).Assess(ShippedPacks.Autumn).Tier);

    [Theory]
    [InlineData("S-104", "ownsSeveralDwellings")]
    [InlineData("S-105", "ownsShop")]
    [InlineData("S-105", "employsWorkers")]
    [InlineData("S-106", "highFeeSchool")]
    [InlineData("S-106", "studiesAbroad")]
    [InlineData("S-107", "usesMachinery")]
    [InlineData("S-101", "notInService")]
    [InlineData("S-101", "unitWithoutUnion")]
    public void S101_S104_to_S107_exclusions_of_the_autumn_programme(string rule, string declared)
    {
        var result = Of(2, 500).Spending(RigidExpenseKind.Illness, 100).Declaring(declared).Assess(ShippedPacks.Autumn);
        Assert.Equal(AssessmentOutcome.Excluded, result.Outcome);
        Assert.Equal(rule, Assert.Single(result.Exclusions, exclusion => exclusion.Result == StepResult.Yes).Rule);
    }

    [Fact]
    public void S104_two_dwellings_can_be_counted_as_well()
    {
        var facts = Of(2, 500).Spending(RigidExpenseKind.Illness, 100);
        Assert.Equal(AssessmentOutcome.Excluded, (facts with { Dwellings = 2 }).Assess(ShippedPacks.Autumn).Outcome);
        Assert.Equal(AssessmentOutcome.Eligible, (facts with { Dwellings = 1 }).Assess(ShippedPacks.Autumn).Outcome);
    }
}
