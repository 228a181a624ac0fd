using System.Globalization;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>S-010 to S-015: which tier a household is of, and why.</summary>
public sealed class TierTests
{
    [Theory]
    [InlineData("739.99", "deep")]
    [InlineData("740.00", "relative")]
    [InlineData("1479.99", "relative")]
    [InlineData("1480.00", null)]
    public void S010_S012_S013_three_tiers_strictly_below_once_and_twice_the_standard(string perHead, string? tier) =>
        Assert.Equal(tier, Of(3, decimal.Parse(perHead, CultureInfo.InvariantCulture)).Assess().Tier);

    [Theory]
    [InlineData("739.999", "deep")]
    [InlineData("739.9999", "deep")]
    public void A_fen_of_the_household_decides_even_where_the_shown_figure_is_rounded(string perHead, string tier) =>
        Assert.Equal(tier, Of(7, decimal.Parse(perHead, CultureInfo.InvariantCulture)).Assess().Tier);

    [Fact]
    public void S011_S012_income_and_rigid_spending_are_looked_at_together()
    {
        var poor = Of(3, 1000).Spending(RigidExpenseKind.Illness, 4000).Spending(RigidExpenseKind.Disability, 3000).Spending(RigidExpenseKind.Schooling, 2361).Assess();

        Assert.Equal("deep", poor.Tier);
        Assert.Equal(26639m, poor.Figure("net-income").Value);
        Assert.Equal("relative", Of(3, 1000).Spending(RigidExpenseKind.Illness, 4000).Assess().Tier);
    }

    /// <summary>A household can fail deep on one net income and pass relative on the other.</summary>
    [Fact]
    public void S013_Q02_the_cost_of_employment_counts_for_relative_only()
    {
        var result = Of(2, 1600).Spending(RigidExpenseKind.Employment, 3600).Assess();

        Assert.Equal("relative", result.Tier);
        Assert.Equal(1600m, result.Value(result.TierOf("deep").Steps[0].Left));
        Assert.Equal(1450m, result.Value(result.TierOf("relative").Steps[0].Left));
    }

    [Theory]
    [InlineData("24999.99", null)]
    [InlineData("25000", "accident")]
    public void S014_a_loss_of_25000_or_more_within_the_year(string loss, string? tier) =>
        Assert.Equal(tier, Of(2, 3000).Losing(decimal.Parse(loss, CultureInfo.InvariantCulture)).Assess().Tier);

    [Fact]
    public void S014_a_loss_of_another_year_does_not_count_and_the_year_is_data_Q14()
    {
        var lastDecember = Of(2, 3000) with { Loss = new HardshipLoss(LossCause.Accident, 50_000, new DateOnly(2025, 12, 20)) };
        var result = lastDecember.Assess();

        Assert.Equal(AssessmentOutcome.NotEligible, result.Outcome);
        Assert.Equal("no-loss", result.TierOf("accident").Steps[0].Code);
        Assert.Contains(result.Notes, note => note.Code == "loss-outside-period");
        Assert.Equal("accident", lastDecember.Assess(ShippedPacks.With(json => json["loss"]!["period"] = "rolling-12-months")).Tier);
    }

    [Fact]
    public void S014_what_compensation_has_paid_counts_only_when_the_pack_says_so()
    {
        var facts = Of(2, 3000) with { Loss = new HardshipLoss(LossCause.Accident, 20_000, Applied, 30_000) };

        Assert.Null(facts.Assess().Tier);
        var before = facts.Assess(ShippedPacks.With(json => json["loss"]!["basis"] = "before-compensation"));
        Assert.Equal("accident", before.Tier);
        Assert.Equal(50_000m, before.Value(before.TierOf("accident").Steps[0].Left));
        Assert.Equal(["获得各类赔偿补偿、保险支付、社会救助和社会帮扶后，生活仍暂时有困难"], before.OnVisit);
    }

    [Fact]
    public void S015_the_result_keeps_figures_standard_and_branch()
    {
        var result = Of(3, 700).Assess();
        var step = Assert.Single(result.TierOf("deep").Steps);

        Assert.Equal(("needy-worker-aid", 1, AssessmentOutcome.Eligible), (result.Pack, result.Version, result.Outcome));
        Assert.Equal(("S-012", "<", StepResult.Yes, "$.tiers[0].conditions[0]"), (step.Rule, step.Operator, step.Result, step.PolicyPath));
        Assert.Equal((700m, 740m), (result.Value(step.Left), result.Value(step.Right)));
        Assert.Equal(("本县城市", "urban", new DateOnly(2025, 1, 1), 740m), (result.Standard!.Place, result.Standard.Level, result.Standard.From, result.Standard.Amount));
        Assert.Equal("三(一)1", step.Citation.Clause);
    }

    [Fact]
    public void S004_Q13_the_standard_of_the_day_that_the_pack_names()
    {
        static PolicyPack Raised(string use) => ShippedPacks.With(json =>
        {
            json["standards"]!["use"] = use;
            var amounts = json["standards"]!["amounts"]!.AsArray();
            var raised = amounts[0]!.DeepClone();
            amounts[0]!["to"] = "2026-06-30";
            raised["from"] = "2026-07-01";
            raised["monthly"] = 800;
            amounts.Add(raised);
        });
        var facts = Of(2, 770) with { AppliedOn = new DateOnly(2026, 6, 20), AssessedOn = new DateOnly(2026, 7, 5) };

        var byApplication = facts.Assess(Raised("application"));
        Assert.Equal(("relative", 740m), (byApplication.Tier, byApplication.Standard!.Amount));
        Assert.Contains(byApplication.Notes, note => note.Code == "standard-changes");
        Assert.Equal("deep", facts.Assess(Raised("assessment")).Tier);
    }

    [Fact]
    public void The_standard_of_the_nearest_place_counts()
    {
        var pack = ShippedPacks.With(json =>
        {
            var amounts = json["standards"]!["amounts"]!.AsArray();
            var county = amounts[0]!.DeepClone();
            county["organisation"] = "/china/anhui/luan/jinan/";
            county["place"] = "金安区";
            county["monthly"] = 600;
            amounts.Add(county);
        });

        Assert.Equal("relative", Of(2, 700).Assess(pack).Tier);
        Assert.Equal("deep", (Of(2, 700) with { OrganisationPath = "/china/anhui/hefei/" }).Assess(pack).Tier);
    }

    [Fact]
    public void Without_a_standard_for_the_day_nothing_is_decided()
    {
        var result = (Of(2, 100) with { AppliedOn = new DateOnly(2024, 12, 31) }).Assess();
        Assert.Equal((AssessmentOutcome.NoStandard, (string?)null), (result.Outcome, result.Tier));
        Assert.Equal("no-standard", result.TierOf("deep").Steps[0].Code);
    }

    [Fact]
    public void Q01_the_first_tier_in_order_wins_and_both_figures_are_shown()
    {
        var pack = ShippedPacks.With(json => json["selection"]!["choose"] = "first-match");
        var result = Of(3, 700).Losing(100_000).Assess(pack);

        Assert.Equal("deep", result.Tier);
        Assert.Equal([StepResult.Yes, StepResult.Yes, StepResult.Yes], result.Tiers.Select(tier => tier.Result));
        Assert.Contains(result.Notes, note => note.Code == "several-tiers" && note.Words.Count == 3);
    }

    [Fact]
    public void Q03_the_operator_is_data_and_an_exact_limit_is_pointed_out()
    {
        var atMost = ShippedPacks.With(json => json["tiers"]![0]!["conditions"]![0]!["operator"] = "<=");
        var result = Of(3, 740).Assess();

        Assert.Equal(("relative", "deep"), (result.Tier, Of(3, 740).Assess(atMost).Tier));
        var note = Assert.Single(result.Notes, note => note.Code == "on-limit");
        Assert.Equal(["<"], note.Words);
    }

    [Fact]
    public void Q04_a_union_can_switch_on_a_further_test()
    {
        static PolicyPack With(bool enabled) => ShippedPacks.With(json => json["preconditions"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(
            $$"""
            { "id": "provincial-income", "name": "低于上年全省人均可支配收入", "enabled": {{(enabled ? "true" : "false")}}, "tiers": ["deep", "relative"],
              "measure": "gross-per-head-year", "operator": "<", "limit": { "yuan": 30000 }, "citation": { "document": "city", "clause": "示例", "question": "Q-04" } }
            """)));
        var facts = Of(2, 2600).Spending(RigidExpenseKind.Illness, 50_000);

        Assert.Equal("deep", facts.Assess(With(enabled: false)).Tier);
        var tested = facts.Assess(With(enabled: true));
        Assert.Null(tested.Tier);
        Assert.Equal((31_200m, 30_000m), (tested.Value(tested.TierOf("deep").Steps[1].Left), tested.Value(tested.TierOf("deep").Steps[1].Right)));
    }

    [Fact]
    public void A_deduction_can_have_a_cap_and_income_that_does_not_count_is_left_out()
    {
        var pack = ShippedPacks.With(json =>
        {
            json["deductionSets"]![1]!["items"]![3]!["cap"] = 1200;
            json["income"]!["counted"] = new System.Text.Json.Nodes.JsonArray("wage");
        });
        var facts = Of(1, 1600).Spending(RigidExpenseKind.Employment, 6000);
        facts = facts with { Income = [.. facts.Income, new IncomeLine(Id(101), null, IncomeKind.Transfer, 24_000)] };

        var result = facts.Assess(pack);
        Assert.Equal(1500m, result.Value(result.TierOf("relative").Steps[0].Left));
    }

    [Fact]
    public void Amounts_that_a_paper_or_a_register_proves_say_so()
    {
        var facts = Of(1, 0) with
        {
            Income =
            [
                new IncomeLine(Id(1), null, IncomeKind.Wage, 1200, AmountOrigin.Document, "工资清单"),
                new IncomeLine(Id(2), null, IncomeKind.Pension, 600, AmountOrigin.Register, "社保缴费记录"),
                new IncomeLine(Id(3), null, IncomeKind.Other, 60),
            ],
        };

        var lines = facts.Assess().Figures.Where(figure => figure.Code == "income-line").ToList();
        Assert.Equal([FigureOrigin.Document, FigureOrigin.Register, FigureOrigin.Field], lines.Select(line => line.Origin));
        Assert.Equal(["工资清单", "社保缴费记录", null], lines.Select(line => line.Evidence));
        Assert.Equal("household.income[1].annualAmount", lines[1].Reference);
    }
}
