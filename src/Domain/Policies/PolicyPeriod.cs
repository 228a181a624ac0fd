using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AidWorkflows.Domain.Policies;

/// <summary>
/// A named kind of year: the calendar year, the twelve months before a day, or a window between two days of the year such
/// as 1 July to 30 June (S-112).
/// </summary>
public sealed record PolicyPeriod
{
    public const string CalendarYearName = "calendar-year";
    public const string RollingName = "rolling-12-months";

    private PolicyPeriod(string name, (int Month, int Day) first, (int Month, int Day) last)
    {
        Name = name;
        First = first;
        Last = last;
    }

    public static PolicyPeriod CalendarYear { get; } = new(CalendarYearName, (1, 1), (12, 31));

    public static PolicyPeriod RollingTwelveMonths { get; } = new(RollingName, default, default);

    /// <summary><c>calendar-year</c>, <c>rolling-12-months</c>, or <c>07-01/06-30</c>.</summary>
    public string Name { get; }

    private (int Month, int Day) First { get; }

    private (int Month, int Day) Last { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out PolicyPeriod? period)
    {
        period = text switch
        {
            CalendarYearName => CalendarYear,
            RollingName => RollingTwelveMonths,
            _ => null,
        };
        if (period is null && text.Split('/') is [var first, var last] && IsDay(first, out var from) && IsDay(last, out var to) && IsWholeYear(from, to))
            period = new PolicyPeriod(text, from, to);
        return period is not null;
    }

    /// <summary>The period that the day lies in; of the rolling year, the twelve months that end with the day.</summary>
    public DateRange Containing(DateOnly day)
    {
        if (Name == RollingName)
            return new DateRange(day.AddYears(-1).AddDays(1), day);

        var start = new DateOnly(day.Year, First.Month, First.Day);
        if (start > day)
            start = start.AddYears(-1);
        return new DateRange(start, start.AddYears(1).AddDays(-1));
    }

    /// <summary>The last such period that is over on the day, for costs that are counted afterwards.</summary>
    public DateRange LastComplete(DateOnly day)
    {
        var current = Containing(day);
        return current.Last <= day ? current : Containing(current.First.AddDays(-1));
    }

    private static bool IsDay(string text, out (int Month, int Day) day)
    {
        // Read in a year without 29 February, so that a window exists every year.
        var good = DateOnly.TryParseExact($"2025-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = (date.Month, date.Day);
        return good;
    }

    private static bool IsWholeYear((int Month, int Day) first, (int Month, int Day) last)
    {
        var end = new DateOnly(2025, first.Month, first.Day).AddDays(-1);
        return end.Month == last.Month && end.Day == last.Day;
    }
}

/// <summary>Two days and all between them.</summary>
public sealed record DateRange(DateOnly First, DateOnly Last)
{
    public bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>The same, but not over before this day.</summary>
    public DateRange UntilAtLeast(DateOnly day) => day > Last ? this with { Last = day } : this;
}
