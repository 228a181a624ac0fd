using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>S-029, Q-09: several aids in a year, each one counted as income before the next.</summary>
public sealed class OrderPlannerTests
{
    [Fact]
    public void S029_each_aid_is_counted_as_income_and_the_archive_test_is_run_again()
    {
        var plan = Of(3, 300).Asking(AidKind.Living, 5920).Asking(AidKind.Medical, 6000, 6000).Assess().Plan!;

        Assert.Equal("Living:5920.00 Medical:6000.00", Grants(plan.Best));
        Assert.Equal(PlanReason.AllEqual, plan.Reason);
        Assert.All(plan.Best.Steps, step => Assert.NotEmpty(step.Test));
    }

    [Fact]
    public void S029_an_aid_that_leads_out_of_the_tier_is_the_last_one()
    {
        var result = Of(3, 600).Asking(AidKind.Living, 5920).Asking(AidKind.Medical, 4000, 4000).Asking(AidKind.Medical, 900, 900, Id(1)).Assess();

        // 600 a head leaves room for 140 * 36 = 5,040 before the standard is reached.
        Assert.Equal(10_820m, result.Plan!.Best.Total);
        Assert.Equal("Medical:4000.00 Medical:900.00 Living:5920.00", Grants(result.Plan.Best));
        Assert.Equal((6, PlanReason.HighestTotal), (result.Plan.Evaluated, result.Plan.Reason));
        Assert.Contains("Living:5920.00", result.Plan.Others.Select(Grants));
    }

    [Fact]
    public void S029_aid_of_an_earlier_case_in_the_year_counts_too()
    {
        Assert.Equal("deep", Of(3, 700).Assess().Tier);
        var later = Of(3, 700).Had(AidKind.Living, 5920).Asking(AidKind.Medical, 1000, 1000).Assess();

        Assert.Equal(AssessmentOutcome.Eligible, later.Outcome);
        Assert.Equal("relative", later.Tier);
        Assert.Equal("single-aid-used", later.Only().Refusal);
        Assert.Equal("deep", Of(3, 700).Had(AidKind.Living, 5920, on: "2025-06-01").Assess().Tier);
    }

    [Fact]
    public void Q09_a_household_that_drops_may_go_on_as_relative_where_the_pack_allows_it()
    {
        var pack = ShippedPacks.With(json => json["multipleAid"]!["afterDrop"] = "continue-in-next-tier");
        var facts = Of(3, 700).Asking(AidKind.Living, 8880).Asking(AidKind.Medical, 20_000, 20_000);

        Assert.Equal("Medical:20000.00", Grants(facts.Assess().Plan!.Best));
        var plan = facts.Assess(pack).Plan!;

        // 20,000 in full and then 80 % of living aid are more than 8,880 and then medical aid up to its cap of 16,000.
        Assert.Equal("Medical:20000.00 Living:7104.00", Grants(plan.Best));
        Assert.Equal(["deep", "relative"], plan.Best.Steps.Select(step => step.Tier));
        Assert.Equal(["Living:8880.00 Medical:16000.00"], plan.Others.Select(Grants));
    }

    [Fact]
    public void Q09_costs_that_aid_has_paid_can_be_taken_out_of_the_deductions()
    {
        var pack = ShippedPacks.With(json => json["multipleAid"]!["aidedCosts"] = "reduced-by-aid");
        var facts = Of(3, 700).Spending(RigidExpenseKind.Illness, 9000).Asking(AidKind.Medical, 6000, 6000).Asking(AidKind.Living, 5920);

        Assert.Equal("Medical:6000.00 Living:5920.00", Grants(facts.Assess().Plan!.Best));
        var test = facts.Assess(pack).Plan!.Others.Single(order => order.Steps[0].Kind == AidKind.Medical);
        Assert.Equal("no-longer-qualifies", test.Steps[1].Refusal);
    }

    [Fact]
    public void Q09_kinds_of_aid_that_do_not_count_as_income_are_left_out()
    {
        var pack = ShippedPacks.With(json => json["multipleAid"]!["countedAsIncome"] = new System.Text.Json.Nodes.JsonArray("living", "study"));
        var facts = Of(3, 700).Asking(AidKind.Living, 5920).Asking(AidKind.Medical, 15_000, 15_000);
        Assert.Equal("Medical:15000.00 Living:5920.00", Grants(facts.Assess(pack).Plan!.Best));
    }

    [Fact]
    public void What_can_never_be_granted_stands_behind_the_rest()
    {
        var plan = Ruined().Asking(AidKind.Study, 1000).Asking(AidKind.Living, 6000).Assess().Plan!;
        Assert.Equal([AidKind.Living, AidKind.Study], plan.Best.Steps.Select(step => step.Kind));
        Assert.Equal("not-for-this-school", plan.Best.Steps[1].Refusal);
    }

    [Fact]
    public void Ten_requests_are_planned_at_once_and_all_orders_are_compared()
    {
        var facts = Of(4, 500).Asking(AidKind.Living, 5920);
        for (var number = 1; number < 10; number++)
            facts = facts.Asking(AidKind.Medical, number * 700, number * 700, Id(number));

        var plan = facts.Assess().Plan!;
        Assert.Equal(3_628_800, plan.Evaluated);

        // Room for 11,520 before the standard; then one more, the largest there is.
        Assert.True(plan.Best.Total > 11_520);
        Assert.Equal(Brute(facts), plan.Best.Total);
    }

    /// <summary>Fills the room below the limit as far as possible, then adds one that passes it: what any order can do at most.</summary>
    private static decimal Brute(HouseholdFacts facts)
    {
        var amounts = facts.Requests.Select(request => request.Amount).ToList();
        var best = 0m;
        for (var set = 0; set < 1 << amounts.Count; set++)
        {
            var inside = amounts.Where((_, i) => (set & (1 << i)) != 0).Sum();
            if (inside >= 11_520)
                continue;

            best = Math.Max(best, inside + amounts.Where((_, i) => (set & (1 << i)) == 0).DefaultIfEmpty().Max());
        }

        return best;
    }
}
