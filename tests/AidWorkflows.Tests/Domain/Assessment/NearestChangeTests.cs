using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

public sealed class NearestChangeTests
{
    [Fact]
    public void It_says_what_the_figure_is_and_what_it_would_have_to_be()
    {
        var result = Of(3, 812.50m).Assess();
        var change = result.NearestChanges[0];
        var needed = Assert.Single(change.Needed);

        Assert.Equal(("relative", "deep", ChangeDirection.ToQualify), (result.Tier, change.Tier, change.Direction));
        Assert.Equal((812.50m, "<", 740m, 72.50m), (result.Value(needed.Current), needed.Operator, result.Value(needed.Limit), result.Value(needed.Difference)));

        // 26,639.99 is the largest net income of the year below 740 a head; it is 29,250.
        Assert.Equal(2610.01m, needed.HouseholdYearAmount);
    }

    [Fact]
    public void The_nearest_one_stands_first()
    {
        Assert.Equal(["relative", "accident", "deep"], Of(2, 1500).Losing(20_000).Assess().NearestChanges.Select(change => change.Tier));
        Assert.Equal(["accident", "relative", "deep"], Of(2, 2500).Losing(24_000).Assess().NearestChanges.Select(change => change.Tier));
    }

    [Fact]
    public void An_eligible_household_sees_how_far_it_is_from_losing_the_tier()
    {
        var result = Of(3, 700).Assess();
        var change = Assert.Single(result.NearestChanges, change => change is { Direction: ChangeDirection.ToLose, Tier: "deep" });
        Assert.Equal((">=", 1440m), (change.Needed[0].Operator, change.Needed[0].HouseholdYearAmount));
    }

    [Fact]
    public void An_excluded_household_sees_the_exclusion_first()
    {
        var change = Of(3, 700).Declaring("boughtVehicle").Assess().NearestChanges[0];
        Assert.Equal(("deep", "exclusion", new DateOnly(2026, 12, 31)), (change.Tier, change.Needed[0].Code, change.Needed[0].Until!.Value));
    }

    [Fact]
    public void All_that_is_needed_together_is_said_together()
    {
        var change = (Of(2, 3000) with { Causes = new HardshipCauses(HardshipCause.Schooling, []) }).Assess(ShippedPacks.Autumn)
            .NearestChanges.Single(candidate => candidate.Tier == "condition-2");
        Assert.Equal(["net-per-head", "facts"], change.Needed.Select(needed => needed.Code));
    }
}
