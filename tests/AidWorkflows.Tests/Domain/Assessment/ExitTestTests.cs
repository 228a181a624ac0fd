using AidWorkflows.Domain.Assessment;
using AidWorkflows.Tests.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>S-080 to S-082, S-088: when a household is out of hardship.</summary>
public sealed class ExitTestTests
{
    private static readonly DateOnly June = new(2026, 6, 1);

    [Fact]
    public void S081_six_months_above_the_standard_and_the_cause_gone_lift_out()
    {
        Assert.Equal(ExitOutcome.Lifted, Test(causeIsGone: true, 740.01m, 900, 900, 900, 900, 900).Outcome);
        Assert.Equal(ExitOutcome.Relieved, Test(causeIsGone: false, 900, 900, 900, 900, 900, 900).Outcome);
    }

    [Fact]
    public void S081_S082_exactly_the_standard_relieves_and_does_not_lift()
    {
        var result = Test(causeIsGone: true, 900, 900, 740, 900, 900, 740);
        Assert.Equal((ExitOutcome.Relieved, 0), (result.Outcome, result.MonthsProven));
        Assert.Equal(ExitOutcome.Stay, Test(causeIsGone: true, 900, 900, 900, 900, 900, 739.99m).Outcome);
    }

    [Fact]
    public void Q24_a_month_without_record_proves_nothing()
    {
        var result = Test(causeIsGone: true, 900, 900, null, 900, 900, 900);
        Assert.Equal((ExitOutcome.Relieved, 3), (result.Outcome, result.MonthsProven));
        Assert.Equal(StepResult.Unknown, result.Months[2].Lifted);
    }

    [Fact]
    public void S081_each_month_is_compared_with_its_own_standard()
    {
        var pack = ShippedPacks.With(json =>
        {
            var amounts = json["standards"]!["amounts"]!.AsArray();
            var raised = amounts[0]!.DeepClone();
            amounts[0]!["to"] = "2026-03-31";
            raised["from"] = "2026-04-01";
            raised["monthly"] = 950;
            amounts.Add(raised);
        });
        var months = Enumerable.Range(1, 6).Select(month => new MonthOfIncome(2026, month, 900)).ToList();

        var result = ExitTest.Test(pack, "/china/", months, June, causeIsGone: true);
        Assert.Equal([StepResult.Yes, StepResult.Yes, StepResult.Yes, StepResult.No, StepResult.No, StepResult.No], result.Months.Select(month => month.Lifted));
    }

    private static ExitResult Test(bool causeIsGone, params decimal?[] months) => ExitTest.Test(
        ShippedPacks.Needy, "/china/", [.. months.Select((perHead, i) => new MonthOfIncome(2026, i + 1, perHead))], June, causeIsGone);
}
