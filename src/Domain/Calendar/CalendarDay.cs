namespace AidWorkflows.Domain.Calendar;

/// <summary>A day named in a year's notice: a holiday, or a Saturday or Sunday that is worked to make up for one.</summary>
public sealed record CalendarDay(DateOnly Date, bool IsWorkingDay, string Name)
{
    /// <summary>Notices name the holidays but not the make-up days.</summary>
    public const string MakeUpDayName = "调休上班";
}
