namespace AidWorkflows.Domain.Calendar;

public enum DayKind
{
    WorkingDay,
    MakeUpDay,
    Weekend,
    Holiday,
}
