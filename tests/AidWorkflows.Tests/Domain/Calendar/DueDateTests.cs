using AidWorkflows.Domain.Calendar;

namespace AidWorkflows.Tests.Domain.Calendar;

public sealed class DueDateTests
{
    [Fact]
    public void A_deadline_over_National_Day_explains_itself()
    {
        var due = OfficialCalendars.Both.DueAfter(new(2026, 9, 30), 5);

        Assert.Equal(new DateOnly(2026, 10, 13), due.Date);
        Assert.Empty(due.Warnings);
        Assert.Equal([8, 9, 10, 12, 13], due.CountedDays.Select(day => day.Date.Day));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], due.SkippedHolidays.Select(day => day.Date.Day));
        Assert.All(due.SkippedHolidays, day => Assert.Equal("国庆节", day.Name));
        Assert.Equal([new DateOnly(2026, 10, 10)], due.MakeUpDays.Select(day => day.Date));
        Assert.Equal(
            [
                "deadline-start-not-counted 2026-09-30",
                "deadline-days-counted 5 2026-10-08 2026-10-13",
                "deadline-holiday-skipped 国庆节 2026-10-01 2026-10-07",
                "deadline-weekend-days-skipped 1",
                "deadline-make-up-day-counted 2026-10-10",
            ],
            due.Explain().Select(Line));
    }

    [Fact]
    public void Two_holidays_in_one_deadline_are_told_apart()
    {
        var due = OfficialCalendars.Both.DueAfter(new(2026, 9, 24), 5);
        Assert.Equal(
            ["deadline-holiday-skipped 中秋节 2026-09-25 2026-09-27", "deadline-holiday-skipped 国庆节 2026-10-01 2026-10-07"],
            due.Explain().Where(part => part.Code == ExplanationPart.HolidaySkipped).Select(Line));
    }

    [Fact]
    public void A_deadline_of_zero_days_only_says_where_it_starts()
    {
        var due = OfficialCalendars.Both.DueAfter(new(2027, 3, 1), 0);
        Assert.Equal(due.Start, due.Date);
        Assert.Equal(["deadline-start-not-counted 2027-03-01"], due.Explain().Select(Line));
        Assert.Empty(due.Warnings);
    }

    [Fact]
    public void A_year_without_a_notice_gives_a_warning()
    {
        var due = OfficialCalendars.Both.DueAfter(new(2027, 3, 1), 5);
        Assert.Equal(new DateOnly(2027, 3, 8), due.Date);
        Assert.Equal([new CalendarWarning("calendar-year-not-published", 2027)], due.Warnings);
    }

    [Fact]
    public void A_deadline_that_runs_into_such_a_year_gives_it_too()
    {
        var due = OfficialCalendars.Both.DueAfter(new(2026, 12, 30), 3);
        Assert.Equal(new DateOnly(2027, 1, 5), due.Date); // New Year's Day is off, the weekend of 2 January as well
        Assert.Equal([new CalendarWarning("calendar-year-not-published", 2027)], due.Warnings);
        Assert.Empty(OfficialCalendars.Both.DueAfter(new(2026, 12, 30), 1).Warnings);
    }

    [Fact]
    public void A_stored_year_that_is_not_official_gives_it_as_well()
    {
        var calendar = new WorkCalendar([WorkCalendarYear.Provisional(2027)]);
        Assert.Equal([new CalendarWarning("calendar-year-not-published", 2027)], calendar.DueAfter(new(2027, 3, 1), 5).Warnings);
    }

    [Fact]
    public void Every_year_is_named_once()
    {
        var due = new WorkCalendar([]).DueAfter(new(2027, 12, 1), 300);
        Assert.Equal([2027, 2028, 2029], due.Warnings.Select(warning => warning.Year));
    }

    [Fact]
    public void The_deadline_ends_at_midnight_China_time()
    {
        var due = OfficialCalendars.Both.DueAfter(new(2026, 3, 2), 5);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero), due.EndsAt);
    }

    private static string Line(ExplanationPart part) =>
        string.Join(' ', part.Arguments.Select(argument => argument is DateOnly date ? $"{date:yyyy-MM-dd}" : argument).Prepend(part.Code));
}
