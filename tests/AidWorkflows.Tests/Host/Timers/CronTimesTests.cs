using System.Globalization;
using AidWorkflows.Host.Timers;

namespace AidWorkflows.Tests.Host.Timers;

/// <summary>Cron as Elsa's users write it: expected times follow the README of the Cronos library that Elsa uses.</summary>
public sealed class CronTimesTests
{
    [Theory]
    [InlineData("* * * * *", "2026-03-04T10:20:30Z", "2026-03-04T10:21:00Z")]
    [InlineData("*/10 * * * * *", "2026-03-04T10:20:31Z", "2026-03-04T10:20:40Z")]
    [InlineData("0 0 9 * * 1", "2026-03-04T10:20:30Z", "2026-03-09T09:00:00Z")]
    [InlineData("0 9 * * 0", "2026-03-04T10:20:30Z", "2026-03-08T09:00:00Z")]
    [InlineData("0 9 * * 7", "2026-03-04T10:20:30Z", "2026-03-08T09:00:00Z")]
    [InlineData("0 0 9 ? * MON-FRI", "2026-03-06T10:20:30Z", "2026-03-09T09:00:00Z")]
    [InlineData("0 0 9 L * ?", "2026-02-04T10:20:30Z", "2026-02-28T09:00:00Z")]
    [InlineData("0 0 9 * * 5L", "2026-03-04T10:20:30Z", "2026-03-27T09:00:00Z")]
    [InlineData("0 0 9 * * 1#2", "2026-03-04T10:20:30Z", "2026-03-09T09:00:00Z")]
    [InlineData("0 0 9 15W * *", "2026-03-04T10:20:30Z", "2026-03-16T09:00:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-03-04T10:20:30Z", "2028-02-29T00:00:00Z")]
    public void Five_and_six_fields(string expression, string after, string expected) =>
        Assert.Equal(At(expected), CronTimes.Next(expression, TimeZoneInfo.Utc, At(after)));

    [Theory]
    [InlineData("Asia/Shanghai", "0 30 8 * * *", "2026-03-04T01:00:00Z", "2026-03-05T00:30:00Z")]
    [InlineData("Europe/Berlin", "0 0 12 * * *", "2026-03-28T12:00:00Z", "2026-03-29T10:00:00Z")]
    [InlineData("Europe/Berlin", "0 0 12 * * *", "2026-10-24T12:00:00Z", "2026-10-25T11:00:00Z")]
    public void A_time_zone_is_kept_over_the_change_of_summer_time(string zone, string expression, string after, string expected) =>
        Assert.Equal(At(expected), CronTimes.Next(expression, TimeZoneInfo.FindSystemTimeZoneById(zone), At(after)));

    [Theory]
    [InlineData("")]
    [InlineData("every day")]
    [InlineData("61 * * * *")]
    [InlineData("* * * *")]
    [InlineData("0 0 0 0 0 0 0 0")]
    public void Anything_else_is_refused(string expression) => Assert.Throws<FormatException>(() => CronTimes.Next(expression, TimeZoneInfo.Utc, At("2026-03-04T10:20:30Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
