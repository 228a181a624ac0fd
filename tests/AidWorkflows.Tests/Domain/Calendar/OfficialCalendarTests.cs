using AidWorkflows.Domain.Calendar;

namespace AidWorkflows.Tests.Domain.Calendar;

/// <summary>The State Council's notices for 2025 and 2026, written out here a second time from their own sentences.</summary>
public sealed class OfficialCalendarTests
{
    public static TheoryData<string, string, string> Holidays => new()
    {
        { "2025-01-01", "2025-01-01", "元旦" },
        { "2025-01-28", "2025-02-04", "春节" },
        { "2025-04-04", "2025-04-06", "清明节" },
        { "2025-05-01", "2025-05-05", "劳动节" },
        { "2025-05-31", "2025-06-02", "端午节" },
        { "2025-10-01", "2025-10-08", "国庆节、中秋节" },
        { "2026-01-01", "2026-01-03", "元旦" },
        { "2026-02-15", "2026-02-23", "春节" },
        { "2026-04-04", "2026-04-06", "清明节" },
        { "2026-05-01", "2026-05-05", "劳动节" },
        { "2026-06-19", "2026-06-21", "端午节" },
        { "2026-09-25", "2026-09-27", "中秋节" },
        { "2026-10-01", "2026-10-07", "国庆节" },
    };

    public static TheoryData<string> MakeUpDays => [.. MakeUpDates];

    private static readonly string[] MakeUpDates =
    [
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ];

    [Theory]
    [MemberData(nameof(Holidays))]
    public void Every_day_of_a_holiday_is_off(string first, string last, string name)
    {
        for (var day = DateOnly.Parse(first); day <= DateOnly.Parse(last); day = day.AddDays(1))
        {
            Assert.False(OfficialCalendars.Both.IsWorkingDay(day));
            Assert.Equal(new ClassifiedDay(day, DayKind.Holiday, name), OfficialCalendars.Both.Classify(day));
        }
    }

    [Theory]
    [MemberData(nameof(MakeUpDays))]
    public void Every_make_up_day_is_worked(string text)
    {
        var day = DateOnly.Parse(text);
        Assert.True(WorkCalendar.IsWeekend(day));
        Assert.Equal(new ClassifiedDay(day, DayKind.MakeUpDay, "调休上班"), OfficialCalendars.Both.Classify(day));
    }

    [Fact]
    public void Every_other_day_of_both_years_follows_the_week()
    {
        var named = Holidays.SelectMany(row => Span((string)row[0], (string)row[1]))
            .Concat(MakeUpDates.Select(DateOnly.Parse))
            .ToHashSet();
        foreach (var day in Span("2025-01-01", "2026-12-31").Where(day => !named.Contains(day)))
            Assert.Equal(!WorkCalendar.IsWeekend(day), OfficialCalendars.Both.IsWorkingDay(day));
    }

    [Theory]
    [InlineData(2025), InlineData(2026)]
    public void A_year_has_248_working_days(int year)
    {
        Assert.Equal(248, OfficialCalendars.Both.CountWorkingDays(new(year - 1, 12, 31), new(year, 12, 31)));
    }

    [Theory]
    [InlineData(2025), InlineData(2026)]
    public void Every_statutory_day_is_off_in_the_official_calendar_too(int year)
    {
        Assert.All(StatutoryHolidays.Of(year), day => Assert.False(OfficialCalendars.Both.IsWorkingDay(day.Date)));
    }

    [Fact]
    public void Files_are_official_and_name_their_notice()
    {
        Assert.True(OfficialCalendars.Both.IsOfficial(2025));
        Assert.True(OfficialCalendars.Both.IsOfficial(2026));
        Assert.Contains("2024-11-12", OfficialCalendars.Year2025.Source);
        Assert.Contains("2025-11-04", OfficialCalendars.Year2026.Source);
        Assert.Equal(28 + 5, OfficialCalendars.Year2025.Days.Count);
        Assert.Equal(33 + 6, OfficialCalendars.Year2026.Days.Count);
    }

    private static IEnumerable<DateOnly> Span(string first, string last)
    {
        for (var day = DateOnly.Parse(first); day <= DateOnly.Parse(last); day = day.AddDays(1))
            yield return day;
    }
}
