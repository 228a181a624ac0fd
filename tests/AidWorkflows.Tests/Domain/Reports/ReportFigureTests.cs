using AidWorkflows.Domain.Reports;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Domain.Reports;

public sealed class ReportFigureTests
{
    /// <summary>S-094, Q-32: for random awards the lines add up to the whole, and a household or person counts once.</summary>
    [Fact]
    public void Q32_sums_by_kind_add_up_and_count_households_and_people_once()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var draws = new Draws(seed);
            List<AidRow> rows = [.. Enumerable.Range(0, draws.Below(40)).Select(i => new AidRow(
                new[] { "Living", "Medical", "Study" }[draws.Below(3)], draws.Below(100_000) / 100m,
                new Guid(draws.Below(6), 0, 0, new byte[8]), $"p{draws.Below(8)}", DateTimeOffset.UnixEpoch))];
            var lines = AidTotals.Of(rows);
            var whole = AidTotals.Whole(rows);
            Assert.Equal((whole.Awards, whole.Amount), (lines.Sum(line => line.Awards), lines.Sum(line => line.Amount)));
            Assert.InRange(whole.Households, lines.Select(line => line.Households).DefaultIfEmpty().Max(), lines.Sum(line => line.Households));
            Assert.InRange(whole.People, lines.Select(line => line.People).DefaultIfEmpty().Max(), lines.Sum(line => line.People));
        }
    }

    /// <summary>S-092: the smallest number of days within which half, and nine of ten, were decided.</summary>
    [Theory]
    [InlineData(new int[0], null, null)]
    [InlineData(new[] { 7 }, 7, 7)]
    [InlineData(new[] { 3, 1, 2 }, 2, 3)]
    [InlineData(new[] { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 5, 9)]
    public void S092_median_and_ninth_tenth_are_days_that_happened(int[] days, int? median, int? ninth) => Assert.Equal((median, ninth), QualityIndicator.Quantiles(days));

    /// <summary>S-006: what the plan does not count is not missed.</summary>
    [Theory]
    [InlineData(null, null, 5, 5, null)]
    [InlineData(10, null, 10, 0, true)]
    [InlineData(10, null, 9, 99, false)]
    [InlineData(15, 15, 15, 14, false)]
    [InlineData(null, 15, 0, 15, true)]
    public void S006_a_target_is_met_when_everything_it_counts_is(int? households, int? people, int doneHouseholds, int donePeople, bool? met) =>
        Assert.Equal(met, new TargetFigure("Study", households, people, doneHouseholds, donePeople, 0, "").IsMet);

    [Fact]
    public void A_share_of_nothing_is_no_share()
    {
        Assert.Null(new QualityIndicator("paid", QualityMeasure.Funds, 0, 0).Percent);
        Assert.Equal(66.7m, new QualityIndicator("paid", QualityMeasure.Funds, 2, 3).Percent);
    }
}
