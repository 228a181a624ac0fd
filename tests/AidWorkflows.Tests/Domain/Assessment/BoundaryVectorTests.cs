using System.Globalization;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>The boundary vectors of the requirements, with a standard of 740; the row of the thresholds is in ApprovalChainTests.</summary>
public sealed class BoundaryVectorTests
{
    [Fact]
    public void Deep_living_is_5920_to_8880() => Assert.Equal((5920.00m, 8880.00m), Range(Of(3, 700).Asking(AidKind.Living, 1)));

    [Theory]
    [InlineData(SchoolStage.HigherEducation, "700", "7400.00")]
    [InlineData(SchoolStage.SeniorHigh, "700", "3700.00")]
    [InlineData(SchoolStage.HigherEducation, "900", "5920.00")]
    [InlineData(SchoolStage.SeniorHigh, "900", "2960.00")]
    public void Study_aid_deep_and_relative(SchoolStage school, string perHead, string amount)
    {
        var facts = Of(2, 0).Child(school);
        facts = facts with { Income = [facts.Income[0] with { AnnualAmount = Number(perHead) * 36 }] };
        Assert.Equal((Number(amount), Number(amount)), Range(facts.Asking(AidKind.Study, 1, member: facts.Members[^1].Id)));
    }

    [Fact]
    public void Relative_living_is_4736_to_7104_and_medical_at_most_16000()
    {
        Assert.Equal((4736.00m, 7104.00m), Range(Of(3, 900).Asking(AidKind.Living, 1)));
        Assert.Equal((0m, 16_000.00m), Range(Of(3, 900).Asking(AidKind.Medical, 1, 50_000)));
    }

    [Theory]
    [InlineData("24999.99", null, null)]
    [InlineData("25000", "3750", "3750.00")]
    [InlineData("66666.66", "9999.999", "10000.00")]
    [InlineData("66666.67", "10000.0005", "10000.00")]
    [InlineData("100000", "15000", "10000.00")]
    public void Accident(string loss, string? unrounded, string? amount)
    {
        var result = Of(3, 2000).Losing(Number(loss)).Asking(AidKind.Living, 1).Assess();
        if (amount is null)
        {
            Assert.Equal(AssessmentOutcome.NotEligible, result.Outcome);
            return;
        }

        Assert.Equal(Number(unrounded!), result.Figure("aid-by-share").Value);
        Assert.Equal(Number(amount), result.Only().RecommendedAmount);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 5)]
    [InlineData(11, 6)]
    [InlineData(65, 33)]
    public void S049_coverage_of_new_archives_is_at_least_half(int archives, int visits) => Assert.Equal(visits, VisitQuota.OfNew(ShippedPacks.Needy.Visits!, archives));

    [Fact]
    public void S048_every_doubtful_one_is_visited() => Assert.Equal(7, VisitQuota.OfDoubtful(ShippedPacks.Needy.Visits!, 7));

    /// <summary>Q-09: three people with 700 a head; the order decides which aid is possible.</summary>
    [Fact]
    public void Multiple_aid_depends_on_the_order()
    {
        var result = Of(3, 700).Asking(AidKind.Living, 5920).Asking(AidKind.Medical, 15_000, 15_000).Assess();
        AidOrder[] orders = [result.Plan!.Best, .. result.Plan.Others];
        var livingFirst = orders.Single(order => order.Steps[0].Kind == AidKind.Living);
        var medicalFirst = orders.Single(order => order.Steps[0].Kind == AidKind.Medical);

        Assert.Equal(25_200m, result.Figure("income-total").Value);
        Assert.Equal((864.44m, "no-longer-qualifies"), Second(result, livingFirst));
        Assert.Equal((1_116.67m, "no-longer-qualifies"), Second(result, medicalFirst));
        Assert.Equal((medicalFirst, PlanReason.HighestTotal, 2), (result.Plan.Best, result.Plan.Reason, result.Plan.Evaluated));
        Assert.Equal((15_000m, 5_920m), (medicalFirst.Total, livingFirst.Total));
    }

    private static (decimal PerHead, string? Refusal) Second(HouseholdAssessment result, AidOrder order) =>
        (decimal.Round(result.Value(order.Steps[1].Test[0].Left), 2), order.Steps[1].Refusal);

    private static (decimal Minimum, decimal? Maximum) Range(HouseholdFacts facts)
    {
        var (minimum, maximum, _) = facts.Assess().Amounts();
        return (minimum, maximum);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
