using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Policies;

/// <summary>Q-14: what "a year" is has a name.</summary>
public sealed class PolicyPeriodTests
{
    [Theory]
    [InlineData("calendar-year", "2026-03-02", "2026-01-01", "2026-12-31")]
    [InlineData("rolling-12-months", "2026-03-02", "2025-03-03", "2026-03-02")]
    [InlineData("rolling-12-months", "2024-02-29", "2023-03-01", "2024-02-29")]
    [InlineData("07-01/06-30", "2026-03-02", "2025-07-01", "2026-06-30")]
    [InlineData("07-01/06-30", "2026-07-01", "2026-07-01", "2027-06-30")]
    [InlineData("01-01/12-31", "2026-07-01", "2026-01-01", "2026-12-31")]
    public void The_period_that_a_day_lies_in(string name, string day, string first, string last)
    {
        Assert.True(PolicyPeriod.TryParse(name, out var period));
        Assert.Equal(new DateRange(DateOnly.Parse(first), DateOnly.Parse(last)), period.Containing(DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("2026-08-01", "2025-07-01", "2026-06-30")]
    [InlineData("2026-06-30", "2025-07-01", "2026-06-30")]
    [InlineData("2026-06-29", "2024-07-01", "2025-06-30")]
    public void S112_costs_are_of_the_last_complete_window(string day, string first, string last)
    {
        Assert.True(PolicyPeriod.TryParse("07-01/06-30", out var period));
        Assert.Equal(new DateRange(DateOnly.Parse(first), DateOnly.Parse(last)), period.LastComplete(DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("year")]
    [InlineData("07-01/07-31")]
    [InlineData("02-29/02-28")]
    [InlineData("7-1/6-30")]
    public void What_is_no_whole_year_is_refused(string name) => Assert.False(PolicyPeriod.TryParse(name, out _));
}
