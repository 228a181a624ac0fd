using System.Globalization;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>S-020 to S-034: what a household of each tier may get.</summary>
public sealed class EntitlementTests
{
    [Theory]
    [InlineData(5920, 5920)]
    [InlineData(6660, 6660)]
    [InlineData(8880, 8880)]
    [InlineData(20000, 8880)]
    [InlineData(100, 5920)]
    public void S020_S023_deep_living_aid_is_8_to_12_months(int requested, int recommended)
    {
        var result = Of(3, 700).Asking(AidKind.Living, requested).Assess();
        Assert.Equal((5920m, 8880m, recommended), result.Amounts());
        Assert.Equal("S-023", result.Only().Rule);
    }

    [Theory]
    [InlineData("12000.50", "9000", "9000")]
    [InlineData("12000.50", "12000.50", "12000.50")]
    [InlineData("12000.50", "12000.51", "12000.50")]
    [InlineData("75000", "60000", "60000")]
    public void S024_deep_medical_aid_is_at_most_the_personal_part(string selfPaid, string requested, string recommended)
    {
        var result = Ruined().Asking(AidKind.Medical, Number(requested), Number(selfPaid)).Assess();
        Assert.Equal((0m, Number(selfPaid), Number(recommended)), result.Amounts());
    }

    [Fact]
    public void S024_without_a_personal_part_there_is_no_medical_aid()
    {
        Assert.Equal("personal-part-missing", Ruined().Asking(AidKind.Medical, 100).Assess().Only().Refusal);
        Assert.Equal("nothing-left", Ruined().Asking(AidKind.Medical, 100, 0).Assess().Only().Refusal);
    }

    /// <summary>S-025, S-026: whether an amount goes to the province or the federation is the workflow's business; the assessment hands out the amount to compare.</summary>
    [Theory]
    [InlineData("application", 20000)]
    [InlineData("worker", 39000)]
    [InlineData("household", 41000)]
    public void S025_S026_Q06_amounts_are_added_up_as_the_pack_says(string subject, int expected)
    {
        var pack = ShippedPacks.With(json => json["aggregation"]!["subject"] = subject);
        var facts = Ruined().Asking(AidKind.Medical, 20000, 30000).Had(AidKind.Medical, 19000).Had(AidKind.Living, 2000, ofApplicant: false);
        Assert.Equal(expected, facts.Assess(pack).Only().AggregatedAmount);
    }

    [Theory]
    [InlineData(SchoolStage.HigherEducation, 7400, "S-027")]
    [InlineData(SchoolStage.SeniorHigh, 3700, "S-028")]
    public void S027_S028_deep_study_aid_is_10_and_5_months_for_each_child(SchoolStage school, int amount, string rule)
    {
        var facts = Ruined(2).Child(school);
        var result = facts.Asking(AidKind.Study, 5000, member: facts.Members[^1].Id).Assess();
        Assert.Equal((amount, amount, amount), result.Amounts());
        Assert.Equal((rule, true), (result.Only().Rule, result.Only().IsFixed));
        Assert.Contains(result.Notes, note => note.Code == "amount-is-fixed");
    }

    [Fact]
    public void S027_children_at_other_schools_and_grown_ups_get_no_study_aid()
    {
        var facts = Ruined(2).Child(SchoolStage.Compulsory);
        Assert.Equal("not-for-this-school", facts.Asking(AidKind.Study, 1000, member: facts.Members[^1].Id).Assess().Only().Refusal);
        Assert.Equal("not-for-this-school", facts.Asking(AidKind.Study, 1000).Assess().Only().Refusal);
    }

    [Fact]
    public void S021_of_the_tiers_that_fit_the_higher_aid_is_taken()
    {
        // Relative living aid would be at most 7,104; the aid after the accident is 10,000.
        var result = Of(2, 950).Losing(100_000).Asking(AidKind.Living, 10_000).Assess();

        Assert.Equal(("accident", 10_000m), (result.Tier, result.Plan!.Best.Total));
        var other = Assert.Single(result.OtherTiers);
        Assert.Equal(("relative", 7104m), (other.Tier, other.Total));
        Assert.Equal("relative", Of(2, 950).Losing(30_000).Asking(AidKind.Living, 10_000).Assess().Tier);
    }

    [Theory]
    [InlineData(20000, 7104)]
    [InlineData(4736, 4736)]
    [InlineData(100, 4736)]
    public void S030_relative_standards_are_80_percent(int requested, int recommended) =>
        Assert.Equal((4736m, 7104m, recommended), Of(2, 950).Asking(AidKind.Living, requested).Assess().Amounts());

    [Theory]
    [InlineData(SchoolStage.HigherEducation, 5920)]
    [InlineData(SchoolStage.SeniorHigh, 2960)]
    public void S030_relative_study_aid(SchoolStage school, int amount)
    {
        var facts = Of(2, 950).Child(school);
        facts = facts with { Income = [facts.Income[0] with { AnnualAmount = 950 * 36 }] };
        Assert.Equal((amount, amount, amount), facts.Asking(AidKind.Study, 7400, member: facts.Members[^1].Id).Assess().Amounts());
    }

    [Fact]
    public void S031_relative_gets_a_single_aid_the_highest_of_those_asked_for()
    {
        var result = Of(2, 950).Asking(AidKind.Living, 6000).Asking(AidKind.Medical, 9000, 9000).Assess();

        Assert.Equal(("Medical:9000.00", PlanReason.SingleHighest), (Grants(result.Plan!.Best), result.Plan.Reason));
        Assert.Equal(["single-aid-used"], result.Plan.Best.Steps.Select(step => step.Refusal).OfType<string>());
        Assert.Equal(["Living:6000.00"], result.Plan.Others.Select(Grants));
    }

    [Fact]
    public void S031_an_aid_earlier_in_the_year_was_the_single_one()
    {
        Assert.Equal("single-aid-used", Of(2, 950).Had(AidKind.Living, 5000, tier: "relative").Asking(AidKind.Medical, 9000, 9000).Assess().Only().Refusal);
        Assert.True(Of(2, 950).Had(AidKind.Living, 5000, on: "2025-12-31", tier: "relative").Asking(AidKind.Medical, 9000, 9000).Assess().Only().IsGranted);
    }

    /// <summary>Applied for in December; the first item was granted in January, and the second is decided after it.</summary>
    [Fact]
    public void S029_S031_a_turn_of_the_year_between_application_and_decision_gives_no_second_year()
    {
        var december = Of(2, 950) with { AppliedOn = new DateOnly(2026, 12, 20), AssessedOn = new DateOnly(2027, 1, 6) };

        Assert.Equal("single-aid-used", december.Had(AidKind.Living, 5000, on: "2027-01-05", tier: "relative").Asking(AidKind.Medical, 9000, 9000).Assess().Only().Refusal);
        Assert.Equal("single-aid-used", december.Had(AidKind.Living, 5000, on: "2026-01-01", tier: "relative").Asking(AidKind.Medical, 9000, 9000).Assess().Only().Refusal);
        Assert.True(december.Had(AidKind.Living, 5000, on: "2025-12-31", tier: "relative").Asking(AidKind.Medical, 9000, 9000).Assess().Only().IsGranted);
        var deep = Of(3, 700) with { AppliedOn = december.AppliedOn, AssessedOn = december.AssessedOn };
        Assert.Equal(("deep", "relative"), (deep.Assess().Tier, deep.Had(AidKind.Living, 5920, on: "2027-01-05").Assess().Tier));
    }

    [Theory]
    [InlineData("2026-12-28", 39000)]
    [InlineData("2027-01-05", 39000)]
    [InlineData("2025-12-31", 20000)]
    public void S025_Q06_amounts_are_not_split_by_the_turn_of_the_year(string grantedOn, int expected)
    {
        var pack = ShippedPacks.With(json => json["aggregation"]!["subject"] = "worker");
        var december = Ruined().Asking(AidKind.Medical, 20000, 30000) with { AppliedOn = new DateOnly(2026, 12, 20), AssessedOn = new DateOnly(2027, 1, 6) };
        Assert.Equal(expected, december.Had(AidKind.Medical, 19000, on: grantedOn).Assess(pack).Only().AggregatedAmount);
    }

    [Theory]
    [InlineData("10000", "10000")]
    [InlineData("16000", "16000")]
    [InlineData("90000", "16000")]
    public void S032_relative_medical_aid_is_at_most_16000(string selfPaid, string maximum) =>
        Assert.Equal(Number(maximum), Of(2, 950).Asking(AidKind.Medical, Number(selfPaid), Number(selfPaid)).Assess().Only().MaximumAmount);

    /// <summary>Q-11: whether the personal part shrinks to 80 % as well is a factor of its own.</summary>
    [Fact]
    public void Q11_the_factor_is_per_component()
    {
        var pack = ShippedPacks.With(json => json["tiers"]![1]!["aids"]![1]!["factor"] = 0.8);
        Assert.Equal(8000m, Of(2, 950).Asking(AidKind.Medical, 10_000, 10_000).Assess(pack).Only().MaximumAmount);
    }

    [Theory]
    [InlineData("25000", "3750.00")]
    [InlineData("66666.66", "10000.00")]
    [InlineData("66666.67", "10000.00")]
    [InlineData("100000", "10000.00")]
    public void S033_accident_aid_is_15_percent_up_to_10000(string loss, string amount)
    {
        var result = Of(2, 3000).Losing(Number(loss)).Asking(AidKind.Living, 8000).Assess();
        Assert.Equal((Number(amount), Number(amount), Number(amount)), result.Amounts());
        Assert.Equal("S-033", result.Only().Rule);
    }

    [Theory]
    [InlineData("0.01", "down", "9999.99")]
    [InlineData("0.01", "half-up", "10000.00")]
    [InlineData("1", "down", "9999")]
    [InlineData("100", "half-up", "10000")]
    public void S034_Q12_the_rounding_is_data(string unit, string mode, string expected)
    {
        var pack = ShippedPacks.With(json =>
        {
            json["rounding"]!["unit"] = Number(unit);
            json["rounding"]!["mode"] = mode;
        });
        var result = Of(2, 3000).Losing(66666.66m).Asking(AidKind.Living, 8000).Assess(pack);
        Assert.Equal(Number(expected), result.Only().RecommendedAmount);
        Assert.Equal(9999.999m, result.Figure("aid-by-share").Value);
    }

    [Fact]
    public void Q12_rounding_never_leaves_the_range_of_the_text()
    {
        var pack = ShippedPacks.With(json => json["rounding"]!["unit"] = 100);
        Assert.Equal((6000m, 8800m, 6000m), Of(3, 700).Asking(AidKind.Living, 10).Assess(pack).Amounts());
        Assert.Equal((0m, 12_300m, 12_300m), Ruined().Asking(AidKind.Medical, 12_345.67m, 12_345.67m).Assess(pack).Amounts());
    }

    [Fact]
    public void Q10_a_band_table_can_replace_the_choice_of_months()
    {
        var pack = ShippedPacks.With(json => json["tiers"]![0]!["aids"]![0]!["monthsBands"] = System.Text.Json.Nodes.JsonNode.Parse(
            """[ { "belowStandards": 0.25, "months": 12 }, { "belowStandards": 0.5, "months": 10 } ]"""));
        Assert.Equal(8880m, Of(3, 100).Asking(AidKind.Living, 1).Assess(pack).Only().RecommendedAmount);
        Assert.Equal(7400m, Of(3, 185).Asking(AidKind.Living, 1).Assess(pack).Only().RecommendedAmount);
        Assert.Equal(5920m, Of(3, 370).Asking(AidKind.Living, 1).Assess(pack).Only().RecommendedAmount);
    }

    [Fact]
    public void Bands_of_cost_give_fixed_amounts()
    {
        var pack = ShippedPacks.With(json =>
        {
            json["selection"]!["choose"] = "first-match";
            json["tiers"]![0]!["aids"]![1] = System.Text.Json.Nodes.JsonNode.Parse(
                """
                { "rule": "S-024", "kinds": ["medical"], "formula": "bands", "factor": 1, "perYear": "request",
                  "bands": [ { "from": 5000, "amount": 1500 }, { "from": 20000, "amount": 6000 } ], "citation": { "document": "city", "clause": "示例" } }
                """);
        });
        Assert.Equal("nothing-left", Ruined().Asking(AidKind.Medical, 900, 4999.99m).Assess(pack).Only().Refusal);
        Assert.Equal(1500m, Ruined().Asking(AidKind.Medical, 900, 19_999.99m).Assess(pack).Only().RecommendedAmount);
        Assert.Equal(6000m, Ruined().Asking(AidKind.Medical, 900, 20_000).Assess(pack).Only().RecommendedAmount);
    }

    [Fact]
    public void What_the_year_has_used_up_is_taken_off()
    {
        Assert.Equal((0m, 2960m, 2960m), Ruined().Had(AidKind.Living, 5920).Asking(AidKind.Living, 8000).Assess().Amounts());
        Assert.Equal("nothing-left", Ruined().Had(AidKind.Living, 8880).Asking(AidKind.Living, 8000).Assess().Only().Refusal);
        var facts = Ruined(2).Child(SchoolStage.HigherEducation).Child(SchoolStage.HigherEducation);
        facts = facts.Had(AidKind.Study, 7400, member: facts.Members[^1].Id);
        Assert.Equal("nothing-left", facts.Asking(AidKind.Study, 7400, member: facts.Members[^1].Id).Assess().Only().Refusal);
        Assert.Equal(7400m, facts.Asking(AidKind.Study, 7400, member: facts.Members[^2].Id).Assess().Only().RecommendedAmount);
    }

    [Fact]
    public void S101_where_the_document_names_no_amount_none_is_invented()
    {
        var facts = Of(2, 500).Child(SchoolStage.HigherEducation);
        var entitlement = facts.Asking(AidKind.Study, 5000, member: facts.Members[^1].Id).Assess(ShippedPacks.Autumn).Only();
        Assert.Equal((null, 5000m, "unstated"), (entitlement.MaximumAmount, entitlement.RecommendedAmount, entitlement.BoundBy));
        Assert.Equal("not-offered", facts.Asking(AidKind.Living, 5000).Assess(ShippedPacks.Autumn).Only().Refusal);
    }

    [Fact]
    public void S100_each_child_at_school_has_an_aid_item_of_its_own()
    {
        var facts = Of(2, 500).Child(SchoolStage.HigherEducation).Child(SchoolStage.SeniorHigh);
        var result = facts.Asking(AidKind.Study, 5000, member: facts.Members[^2].Id).Asking(AidKind.Study, 3000, member: facts.Members[^1].Id).Assess(ShippedPacks.Autumn);
        Assert.All(result.Entitlements, entitlement => Assert.True(entitlement.IsGranted));
        Assert.Equal([5000m, 3000m], result.Entitlements.Select(entitlement => entitlement.RecommendedAmount));
    }

    [Theory]
    [InlineData(AidKind.Living)]
    [InlineData(AidKind.Medical)]
    [InlineData(AidKind.Study)]
    public void S170_the_centre_offers_every_kind_and_its_document_names_no_amount(AidKind kind)
    {
        var entitlement = Ruined().Asking(kind, 1000, 5000).Assess(ShippedPacks.Centre).Only();
        Assert.Equal((null, "S-170", 1000m), (entitlement.Refusal, entitlement.Rule, entitlement.RecommendedAmount));
    }

    [Fact]
    public void S003_how_the_household_stands_after_the_aid_is_shown()
    {
        var reached = Of(3, 700).Asking(AidKind.Living, 5920).Assess().AfterAid!;
        Assert.Equal((864.44m, true), (decimal.Round(reached.Amount, 2), reached.ReachesStandard));
        Assert.False(Of(3, 100).Asking(AidKind.Living, 5920).Assess().AfterAid!.ReachesStandard);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
