using System.Text.Json;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Calendar;

/// <summary>
/// The exceptions of one year to the rule "Monday to Friday are worked", from the State Council's yearly notice
/// (<see cref="IsOfficial"/>) or computed until that notice is out.
/// </summary>
public sealed class WorkCalendarYear
{
    private readonly List<CalendarDay> days = [];

    public WorkCalendarYear(int year, string source, bool isOfficial, IEnumerable<CalendarDay> days)
    {
        Year = year;
        Replace(source, isOfficial, days);
    }

    // For the object-relational mapper.
    private WorkCalendarYear()
    {
    }

    public int Year { get; private set; }

    public string Source { get; private set; } = "";

    public bool IsOfficial { get; private set; }

    public IReadOnlyList<CalendarDay> Days => days;

    /// <summary>The statutory holidays alone, for a year without a notice. Every deadline that touches it carries a warning.</summary>
    public static WorkCalendarYear Provisional(int year) => new(
        year,
        "《全国年节及纪念日放假办法》(2025-01-01)",
        isOfficial: false,
        StatutoryHolidays.Of(year));

    /// <summary>
    /// Reads <c>{ year, source, holidays: [{ date, name }], workdays: [{ date, name? }] }</c>, the notice of one year.
    /// </summary>
    public static WorkCalendarYear Parse(string json)
    {
        NoticeFile? file;
        try
        {
            file = JsonSerializer.Deserialize<NoticeFile>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new RuleViolationException(
                "calendar-json-invalid", $"The calendar is not valid JSON of the expected form (line {e.LineNumber + 1}, {e.Path}).");
        }

        if (file is not { Year: > 0, Source: not null, Holidays: not null, Workdays: not null }
            || file.Holidays.Concat(file.Workdays).Any(day => day is null))
            throw new RuleViolationException("calendar-json-invalid", "The calendar needs year, source, holidays and workdays.");

        return new WorkCalendarYear(
            file.Year,
            file.Source,
            isOfficial: true,
            [
                .. file.Holidays.Select(day => new CalendarDay(day.Date, IsWorkingDay: false, day.Name ?? "")),
                .. file.Workdays.Select(day => new CalendarDay(day.Date, IsWorkingDay: true, day.Name ?? CalendarDay.MakeUpDayName)),
            ]);
    }

    /// <summary>Puts a new notice, or its correction, in the place of what is known.</summary>
    public void Replace(string source, bool isOfficial, IEnumerable<CalendarDay> days)
    {
        CalendarDay[] ordered = [.. days.OrderBy(day => day.Date)];
        if (string.IsNullOrWhiteSpace(source))
            throw new RuleViolationException("calendar-source-missing", $"Name the notice that the calendar of {Year} comes from.", "source", Year);
        foreach (var day in ordered)
            Check(day);
        if (ordered.Zip(ordered.Skip(1)).FirstOrDefault(pair => pair.First.Date == pair.Second.Date).First is { } twice)
            throw new RuleViolationException("calendar-day-twice", $"{twice.Date:yyyy-MM-dd} is in the calendar twice.", "days", twice.Date);

        Source = source;
        IsOfficial = isOfficial;
        this.days.Clear();
        this.days.AddRange(ordered);
    }

    private void Check(CalendarDay day)
    {
        // The New Year holiday can begin in December: the notice for 2019 made 29 December 2018 a working day.
        if (day.Date.Year != Year && (day.Date.Year != Year - 1 || day.Date.Month != 12))
            throw new RuleViolationException("calendar-day-outside-year", $"{day.Date:yyyy-MM-dd} does not belong to the calendar of {Year}.", "days", day.Date, Year);
        if (day.IsWorkingDay && !WorkCalendar.IsWeekend(day.Date))
            throw new RuleViolationException("calendar-make-up-day-on-weekday", $"{day.Date:yyyy-MM-dd} is no Saturday or Sunday, so it cannot be a make-up day.", "days", day.Date);
        if (!day.IsWorkingDay && string.IsNullOrWhiteSpace(day.Name))
            throw new RuleViolationException("calendar-holiday-name-missing", $"The holiday on {day.Date:yyyy-MM-dd} has no name.", "days", day.Date);
    }

    private sealed record NoticeFile(int Year, string? Source, IReadOnlyList<NoticeDay>? Holidays, IReadOnlyList<NoticeDay>? Workdays);

    private sealed record NoticeDay(DateOnly Date, string? Name);
}
