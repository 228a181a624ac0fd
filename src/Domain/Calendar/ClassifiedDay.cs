namespace AidWorkflows.Domain.Calendar;

/// <summary>What the calendar says about one day. <see cref="Name"/> is empty on ordinary days and weekends.</summary>
public sealed record ClassifiedDay(DateOnly Date, DayKind Kind, string Name)
{
    public bool IsWorkingDay => Kind is DayKind.WorkingDay or DayKind.MakeUpDay;
}
