using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace AidWorkflows.Domain.Calendar;

/// <summary>
/// Counts working days in China time. The starting day is not counted (Q-20; Civil Code, article 201), the last day counts in
/// full. A year without an official calendar is computed from the statutory holidays, and deadlines that touch it say so.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenSet<int> knownYears;
    private readonly FrozenSet<int> officialYears;
    private readonly FrozenDictionary<DateOnly, CalendarDay> days;
    private readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, CalendarDay>> computedYears = new();

    public WorkCalendar(IEnumerable<WorkCalendarYear> years)
    {
        WorkCalendarYear[] ordered = [.. years.OrderBy(year => year.Year)];
        if (ordered.DistinctBy(year => year.Year).Count() != ordered.Length)
            throw new ArgumentException("A year may have one calendar only.", nameof(years));

        knownYears = ordered.Select(year => year.Year).ToFrozenSet();
        officialYears = ordered.Where(year => year.IsOfficial).Select(year => year.Year).ToFrozenSet();

        // A notice may speak about the last days of the year before; the later notice wins.
        Dictionary<DateOnly, CalendarDay> known = [];
        foreach (var day in ordered.SelectMany(year => year.Days))
            known[day.Date] = day;
        days = known.ToFrozenDictionary();
    }

    public static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public bool IsWorkingDay(DateOnly date) => Classify(date).IsWorkingDay;

    public ClassifiedDay Classify(DateOnly date)
    {
        var exception = Exception(date);
        if (exception is { IsWorkingDay: false })
            return new ClassifiedDay(date, DayKind.Holiday, exception.Name);
        if (exception is not null)
            return new ClassifiedDay(date, DayKind.MakeUpDay, exception.Name);

        return new ClassifiedDay(date, IsWeekend(date) ? DayKind.Weekend : DayKind.WorkingDay, "");
    }

    /// <summary>
    /// The last of <paramref name="days"/> working days after <paramref name="start"/>. Zero gives the start itself, worked or not.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var date = start;
        for (var counted = 0; counted < days;)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date))
                counted++;
        }

        return date;
    }

    /// <summary>Working days later than <paramref name="after"/>, up to and with <paramref name="through"/>.</summary>
    public int CountWorkingDays(DateOnly after, DateOnly through)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(through, after);
        return DaysBetween(after, through).Count(IsWorkingDay);
    }

    /// <summary><see cref="AddWorkingDays"/> with the reasons, and with warnings about years that are only computed.</summary>
    public DueDate DueAfter(DateOnly start, int workingDays)
    {
        var date = AddWorkingDays(start, workingDays);
        ClassifiedDay[] touched = [.. DaysBetween(start, date).Select(Classify)];
        CalendarWarning[] warnings =
        [
            .. touched.Select(day => day.Date.Year).Distinct().Where(year => !IsOfficial(year))
                .Select(year => new CalendarWarning(CalendarWarning.YearNotPublished, year)),
        ];
        return new DueDate(start, date, touched, warnings);
    }

    public bool IsOfficial(int year) => officialYears.Contains(year);

    private CalendarDay? Exception(DateOnly date)
    {
        if (days.TryGetValue(date, out var known) || knownYears.Contains(date.Year))
            return known;

        return computedYears.GetOrAdd(date.Year, Compute).GetValueOrDefault(date);
    }

    private static FrozenDictionary<DateOnly, CalendarDay> Compute(int year) =>
        StatutoryHolidays.Of(year).ToFrozenDictionary(day => day.Date);

    private static IEnumerable<DateOnly> DaysBetween(DateOnly after, DateOnly through)
    {
        for (var date = after; date < through;)
        {
            date = date.AddDays(1);
            yield return date;
        }
    }
}
