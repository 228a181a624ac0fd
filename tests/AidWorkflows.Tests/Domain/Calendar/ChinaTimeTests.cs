using AidWorkflows.Domain.Calendar;

namespace AidWorkflows.Tests.Domain.Calendar;

public sealed class ChinaTimeTests
{
    [Theory]
    [InlineData("2026-03-01T15:59:59Z", "2026-03-01")]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02")]
    [InlineData("2026-03-01T23:59:59+08:00", "2026-03-01")]
    [InlineData("2026-02-28T20:00:00-05:00", "2026-03-01")]
    [InlineData("1990-07-01T15:59:59Z", "1990-07-01")] // summer time of 1986 to 1991 is left out on purpose
    public void The_date_in_China_is_that_of_eight_hours_ahead(string instant, string date)
    {
        Assert.Equal(DateOnly.Parse(date), ChinaTime.DateOf(DateTimeOffset.Parse(instant)));
    }

    [Fact]
    public void A_day_ends_where_the_next_one_begins()
    {
        var day = new DateOnly(2026, 12, 31);
        var end = ChinaTime.EndOfDay(day);
        Assert.Equal(DateTimeOffset.Parse("2026-12-31T16:00:00Z"), end);
        Assert.Equal(day, ChinaTime.DateOf(end.AddTicks(-1)));
        Assert.Equal(day.AddDays(1), ChinaTime.DateOf(end));
        Assert.Equal(ChinaTime.StartOfDay(day.AddDays(1)), end);
    }

    [Fact]
    public void The_fixed_offset_is_that_of_Shanghai()
    {
        var shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        for (var day = new DateOnly(1992, 1, 1); day.Year < 2050; day = day.AddDays(1))
            Assert.Equal(ChinaTime.Offset, shanghai.GetUtcOffset(ChinaTime.StartOfDay(day)));
    }
}
