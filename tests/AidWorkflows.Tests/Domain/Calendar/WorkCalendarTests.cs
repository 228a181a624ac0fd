using AidWorkflows.Domain.Calendar;
using FsCheck;
using FsCheck.Fluent;

namespace AidWorkflows.Tests.Domain.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = OfficialCalendars.Both;

    // S-052: publicity of not less than five working days; Q-20: which days count.
    [Theory]
    [InlineData("2026-03-02", "2026-03-09")] // Monday, one weekend between
    [InlineData("2026-03-06", "2026-03-13")] // Friday: counting begins on Monday
    [InlineData("2026-03-07", "2026-03-13")] // Saturday: the same
    [InlineData("2026-09-30", "2026-10-13")] // National Day off 1 to 7 October; Saturday 10 is worked
    [InlineData("2025-09-30", "2025-10-14")] // off 1 to 8 October; Saturday 11 is worked
    [InlineData("2026-02-13", "2026-02-27")] // Saturday 14 is worked, Spring Festival off 15 to 23, then 24 to 27
    [InlineData("2026-02-14", "2026-02-28")] // Saturday 28 is worked
    [InlineData("2025-01-24", "2025-02-07")] // Sunday 26 and Monday 27 worked, off until 4 February, then 5 to 7
    [InlineData("2025-01-27", "2025-02-10")] // 5 to 7, Saturday 8 is worked, Monday 10
    [InlineData("2025-12-29", "2026-01-06")] // over the year's end; Sunday 4 January is worked
    public void Five_working_days_after(string start, string due)
    {
        Assert.Equal(DateOnly.Parse(due), Calendar.AddWorkingDays(DateOnly.Parse(start), 5));
    }

    // S-087: fifteen working days for the re-examination.
    [Fact]
    public void Fifteen_working_days_over_both_autumn_holidays_of_2026()
    {
        // Sunday 20 September is worked, 21 to 24, 28 to 30 make eight; 8, 9 and Saturday 10 October eleven; 12 to 15 fifteen.
        Assert.Equal(new DateOnly(2026, 10, 15), Calendar.AddWorkingDays(new(2026, 9, 18), 15));
    }

    [Fact]
    public void The_starting_day_is_not_counted()
    {
        var tuesday = new DateOnly(2026, 3, 3);
        Assert.True(Calendar.IsWorkingDay(tuesday));
        Assert.Equal(tuesday.AddDays(1), Calendar.AddWorkingDays(tuesday, 1));
        Assert.Equal(0, Calendar.CountWorkingDays(tuesday, tuesday));
        Assert.Equal(1, Calendar.CountWorkingDays(tuesday, tuesday.AddDays(1)));
    }

    [Fact]
    public void Zero_days_give_the_start_even_on_a_holiday()
    {
        Assert.Equal(new DateOnly(2026, 10, 3), Calendar.AddWorkingDays(new(2026, 10, 3), 0));
    }

    [Fact]
    public void Days_are_never_counted_backwards()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new(2026, 3, 3), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.CountWorkingDays(new(2026, 3, 3), new(2026, 3, 2)));
    }

    [Fact]
    public void Counting_gives_back_the_days_that_were_added()
    {
        var all = from start in AnyStart
                  from days in Gen.Choose(0, 400)
                  select (start, days);

        Prop.ForAll(all.ToArbitrary(), sample =>
        {
            var due = Calendar.AddWorkingDays(sample.start, sample.days);
            return Calendar.CountWorkingDays(sample.start, due) == sample.days && (sample.days == 0 || Calendar.IsWorkingDay(due));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void More_days_and_a_later_start_never_give_an_earlier_deadline()
    {
        var all = from start in AnyStart
                  from later in Gen.Choose(0, 30)
                  from days in Gen.Choose(0, 60)
                  select (start, later, days);

        Prop.ForAll(all.ToArbitrary(), sample =>
        {
            var due = Calendar.AddWorkingDays(sample.start, sample.days);
            return Calendar.AddWorkingDays(sample.start, sample.days + 1) > due
                && Calendar.AddWorkingDays(sample.start.AddDays(sample.later), sample.days) >= due;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Two_periods_in_a_row_are_as_long_as_their_sum()
    {
        var all = from start in AnyStart
                  from first in Gen.Choose(0, 40)
                  from second in Gen.Choose(0, 40)
                  select (start, first, second);

        Prop.ForAll(all.ToArbitrary(), sample =>
            Calendar.AddWorkingDays(Calendar.AddWorkingDays(sample.start, sample.first), sample.second)
            == Calendar.AddWorkingDays(sample.start, sample.first + sample.second)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_notice_that_speaks_about_last_December_is_followed()
    {
        // As the notice for 2019 did: 30 December 2018 off, 29 December 2018 worked.
        var calendar = new WorkCalendar(
        [
            new WorkCalendarYear(2018, "notice for 2018", isOfficial: true, []),
            new WorkCalendarYear(2019, "notice for 2019", isOfficial: true,
            [
                new CalendarDay(new(2018, 12, 29), IsWorkingDay: true, CalendarDay.MakeUpDayName),
                new CalendarDay(new(2018, 12, 31), IsWorkingDay: false, "元旦"),
                new CalendarDay(new(2019, 1, 1), IsWorkingDay: false, "元旦"),
            ]),
        ]);
        Assert.True(calendar.IsWorkingDay(new(2018, 12, 29)));
        Assert.False(calendar.IsWorkingDay(new(2018, 12, 31)));
    }

    [Fact]
    public void A_calendar_does_not_change_when_its_year_is_corrected_later()
    {
        var year = new WorkCalendarYear(2026, "draft", isOfficial: false, []);
        var calendar = new WorkCalendar([year]);
        year.Replace("notice", isOfficial: true, OfficialCalendars.Year2026.Days);
        Assert.False(calendar.IsOfficial(2026));
        Assert.True(calendar.IsWorkingDay(new(2026, 10, 1)));
        Assert.False(new WorkCalendar([year]).IsWorkingDay(new(2026, 10, 1)));
    }

    [Fact]
    public void A_year_has_one_calendar_only()
    {
        Assert.Throws<ArgumentException>(() => new WorkCalendar([OfficialCalendars.Year2026, OfficialCalendars.Year2026]));
    }

    [Fact]
    public void A_year_that_cannot_be_computed_is_named()
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new(2100, 12, 30), 5));
        Assert.Contains("2101", thrown.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.IsWorkingDay(new(1900, 12, 31)));
    }

    // Computed years are met as well: 2023, 2024 and 2027 to 2029 have no official calendar here.
    private static Gen<DateOnly> AnyStart =>
        Gen.Choose(new DateOnly(2023, 1, 1).DayNumber, new DateOnly(2028, 12, 31).DayNumber).Select(DateOnly.FromDayNumber);
}
