using System.Globalization;

namespace AidWorkflows.Domain.Calendar;

/// <summary>
/// The thirteen statutory days off under the rules in force since 2025-01-01. When a day falls on a weekend another day is given
/// for it, but which one, and which weekend is worked, only the yearly notice says; neither is guessed here.
/// </summary>
public static class StatutoryHolidays
{
    public const int FirstYear = 1901;
    public const int LastYear = 2100;

    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static IReadOnlyList<CalendarDay> Of(int year)
    {
        if (year is < FirstYear or > LastYear)
        {
            throw new ArgumentOutOfRangeException(
                nameof(year), year, $"Statutory holidays can be computed for {FirstYear} to {LastYear} only; enter the official calendar of {year}.");
        }

        var springFestival = FromLunar(year, 1, 1);
        (DateOnly First, int Days, string Name)[] holidays =
        [
            (new DateOnly(year, 1, 1), 1, "元旦"),
            (springFestival.AddDays(-1), 4, "春节"),
            (Qingming(year), 1, "清明节"),
            (new DateOnly(year, 5, 1), 2, "劳动节"),
            (FromLunar(year, 5, 5), 1, "端午节"),
            (FromLunar(year, 8, 15), 1, "中秋节"),
            (new DateOnly(year, 10, 1), 3, "国庆节"),
        ];

        // The Mid-Autumn Festival can fall on a National Day, as in 2020: one day, both names.
        return
        [
            .. holidays
                .SelectMany(holiday => Enumerable.Range(0, holiday.Days), (holiday, day) => (Date: holiday.First.AddDays(day), holiday.Name))
                .GroupBy(day => day.Date, day => day.Name)
                .Select(day => new CalendarDay(day.Key, IsWorkingDay: false, string.Join('、', day)))
                .OrderBy(day => day.Date),
        ];
    }

    /// <summary>
    /// The day on which the sun reaches 15 degrees, China time. The mean interval of the solar term with one constant for each
    /// century gives that day for all of 1901 to 2100.
    /// </summary>
    private static DateOnly Qingming(int year)
    {
        var (firstYear, constant) = year <= 2000 ? (1900, 5.59) : (2000, 4.81);
        var years = year - firstYear;
        var leapDays = (years / 4) - (year == 2100 ? 1 : 0);
        return new DateOnly(year, 4, (int)((years * 0.2422) + constant) - leapDays);
    }

    private static DateOnly FromLunar(int year, int month, int day)
    {
        // A leap month repeats the number of the month before it and moves the following ones one place on.
        var leapMonth = Lunar.GetLeapMonth(year);
        var place = leapMonth > 0 && month >= leapMonth ? month + 1 : month;
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, place, day, 0, 0, 0, 0));
    }
}
