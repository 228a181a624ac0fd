using AidWorkflows.Domain.Calendar;

namespace AidWorkflows.Tests.Domain.Calendar;

public sealed class StatutoryHolidaysTests
{
    [Fact]
    public void The_thirteen_days_of_2027()
    {
        Assert.Equal(
            [
                "01-01 元旦", "02-05 春节", "02-06 春节", "02-07 春节", "02-08 春节", "04-05 清明节", "05-01 劳动节", "05-02 劳动节",
                "06-09 端午节", "09-15 中秋节", "10-01 国庆节", "10-02 国庆节", "10-03 国庆节",
            ],
            StatutoryHolidays.Of(2027).Select(day => $"{day.Date:MM-dd} {day.Name}"));
    }

    // First day of the Spring Festival. 1985, 2033 and 2034 are the hard ones: months without a solar term nearby.
    [Theory]
    [InlineData("1902-02-08"), InlineData("1949-01-29"), InlineData("1985-02-20"), InlineData("2000-02-05"), InlineData("2008-02-07")]
    [InlineData("2020-01-25"), InlineData("2023-01-22"), InlineData("2024-02-10"), InlineData("2025-01-29"), InlineData("2026-02-17")]
    [InlineData("2028-01-26"), InlineData("2033-01-31"), InlineData("2034-02-19"), InlineData("2100-02-09")]
    public void The_Spring_Festival_begins_on_the_eve(string text)
    {
        var newYear = DateOnly.Parse(text);
        var days = StatutoryHolidays.Of(newYear.Year).Where(day => day.Name == "春节").Select(day => day.Date);
        Assert.Equal([newYear.AddDays(-1), newYear, newYear.AddDays(1), newYear.AddDays(2)], days);
    }

    // 2020 and 2023 had a leap month before the Dragon Boat Festival, 2025 (sixth) after it, 2033 (eleventh) late, 2028 (fifth) in it.
    [Theory]
    [InlineData("2020-06-25", "2020-10-01"), InlineData("2023-06-22", "2023-09-29"), InlineData("2024-06-10", "2024-09-17")]
    [InlineData("2025-05-31", "2025-10-06"), InlineData("2026-06-19", "2026-09-25"), InlineData("2028-05-28", "2028-10-03")]
    [InlineData("2033-06-01", "2033-09-08")]
    public void Dragon_Boat_and_Mid_Autumn_follow_the_lunar_calendar_over_leap_months(string dragonBoat, string midAutumn)
    {
        var days = StatutoryHolidays.Of(DateOnly.Parse(dragonBoat).Year);
        Assert.Equal(DateOnly.Parse(dragonBoat), Assert.Single(days, day => day.Name.Contains("端午节", StringComparison.Ordinal)).Date);
        Assert.Equal(DateOnly.Parse(midAutumn), Assert.Single(days, day => day.Name.Contains("中秋节", StringComparison.Ordinal)).Date);
    }

    [Theory]
    [InlineData(1901, 5), InlineData(1902, 6), InlineData(1910, 6), InlineData(1943, 6), InlineData(1944, 5), InlineData(1976, 4)]
    [InlineData(1999, 5), InlineData(2000, 4), InlineData(2001, 5), InlineData(2008, 4), InlineData(2019, 5), InlineData(2020, 4)]
    [InlineData(2021, 4), InlineData(2022, 5), InlineData(2023, 5), InlineData(2024, 4), InlineData(2025, 4), InlineData(2026, 5)]
    [InlineData(2027, 5), InlineData(2028, 4), InlineData(2038, 5), InlineData(2071, 5), InlineData(2096, 4), InlineData(2100, 5)]
    public void Qingming_falls_on_the_day_in_April_that_almanacs_give(int year, int day)
    {
        Assert.Equal(new DateOnly(year, 4, day), Qingming(year));
    }

    [Fact]
    public void Qingming_is_the_day_on_which_the_sun_reaches_15_degrees_in_every_year()
    {
        for (var year = StatutoryHolidays.FirstYear; year <= StatutoryHolidays.LastYear; year++)
        {
            var start = ChinaTime.StartOfDay(Qingming(year));

            // The short series for the sun is good to about a quarter of an hour, or 0.01 degrees.
            Assert.True(SolarLongitude(start) < 15.01, $"{year}: the sun is past 15 degrees when the day begins");
            Assert.True(SolarLongitude(start.AddDays(1)) > 14.99, $"{year}: the sun has not reached 15 degrees when the day ends");
        }
    }

    [Fact]
    public void Mid_Autumn_on_a_National_Day_is_one_day_with_both_names()
    {
        var day = Assert.Single(StatutoryHolidays.Of(2020), day => day.Date == new DateOnly(2020, 10, 1));
        Assert.Equal("中秋节、国庆节", day.Name);
        Assert.Equal(12, StatutoryHolidays.Of(2020).Count);
    }

    [Fact]
    public void Every_year_of_two_centuries_has_thirteen_days_or_twelve_when_two_meet()
    {
        for (var year = StatutoryHolidays.FirstYear; year <= StatutoryHolidays.LastYear; year++)
        {
            var days = StatutoryHolidays.Of(year);
            Assert.Equal(13, days.Sum(day => day.Name.Split('、').Length));
            Assert.Equal(days.Count, days.DistinctBy(day => day.Date).Count());
            Assert.All(days, day => Assert.Equal(year, day.Date.Year));
        }
    }

    [Theory]
    [InlineData(1900), InlineData(2101)]
    public void Other_years_are_refused_with_what_to_do(int year)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => StatutoryHolidays.Of(year));
        Assert.Contains($"enter the official calendar of {year}", thrown.Message);
    }

    private static DateOnly Qingming(int year) => Assert.Single(StatutoryHolidays.Of(year), day => day.Name == "清明节").Date;

    // Apparent longitude of the sun, low-accuracy series of the astronomical almanacs.
    private static double SolarLongitude(DateTimeOffset instant)
    {
        var t = ((instant - new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)).TotalDays + (60 / 86400d)) / 36525;
        var anomaly = Radians(357.52911 + (35999.05029 * t));
        var centre = ((1.914602 - (0.004817 * t)) * Math.Sin(anomaly)) + (0.019993 * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly));
        var node = Radians(125.04 - (1934.136 * t));
        var longitude = 280.46646 + (36000.76983 * t) + (0.0003032 * t * t) + centre - 0.00569 - (0.00478 * Math.Sin(node));
        return ((longitude % 360) + 360) % 360;
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
