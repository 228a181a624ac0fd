namespace AidWorkflows.Domain.Calendar;

/// <summary>Something a clerk must see beside a deadline.</summary>
public sealed record CalendarWarning(string Code, int Year)
{
    /// <summary>The deadline was counted with computed holidays and can move when the notice comes out.</summary>
    public const string YearNotPublished = "calendar-year-not-published";
}
