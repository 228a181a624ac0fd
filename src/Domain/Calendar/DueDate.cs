namespace AidWorkflows.Domain.Calendar;

/// <summary>A deadline with the days that led to it, so that every clerk can count it again.</summary>
public sealed record DueDate(
    DateOnly Start,
    DateOnly Date,
    IReadOnlyList<ClassifiedDay> Days,
    IReadOnlyList<CalendarWarning> Warnings)
{
    /// <summary>The deadline is 24:00 China time of <see cref="Date"/>; at this instant it has passed.</summary>
    public DateTimeOffset EndsAt => ChinaTime.EndOfDay(Date);

    public IEnumerable<ClassifiedDay> CountedDays => Days.Where(day => day.IsWorkingDay);

    public IEnumerable<ClassifiedDay> SkippedHolidays => Days.Where(day => day.Kind == DayKind.Holiday);

    public IEnumerable<ClassifiedDay> MakeUpDays => Days.Where(day => day.Kind == DayKind.MakeUpDay);

    public IReadOnlyList<ExplanationPart> Explain()
    {
        List<ExplanationPart> parts = [new(ExplanationPart.StartNotCounted, Start)];
        ClassifiedDay[] counted = [.. CountedDays];
        if (counted.Length > 0)
            parts.Add(new(ExplanationPart.DaysCounted, counted.Length, counted[0].Date, counted[^1].Date));

        foreach (var (name, first, last) in SkippedHolidayRuns())
            parts.Add(new(ExplanationPart.HolidaySkipped, name, first, last));

        var weekendDays = Days.Count(day => day.Kind == DayKind.Weekend);
        if (weekendDays > 0)
            parts.Add(new(ExplanationPart.WeekendDaysSkipped, weekendDays));

        parts.AddRange(MakeUpDays.Select(day => new ExplanationPart(ExplanationPart.MakeUpDayCounted, day.Date)));
        return parts;
    }

    private List<(string Name, DateOnly First, DateOnly Last)> SkippedHolidayRuns()
    {
        List<(string Name, DateOnly First, DateOnly Last)> runs = [];
        foreach (var day in SkippedHolidays)
        {
            if (runs.Count > 0 && runs[^1].Name == day.Name && runs[^1].Last.AddDays(1) == day.Date)
                runs[^1] = runs[^1] with { Last = day.Date };
            else
                runs.Add((day.Name, day.Date, day.Date));
        }

        return runs;
    }
}
