namespace AidWorkflows.Domain.Calendar;

/// <summary>
/// China has one time zone (Asia/Shanghai) and no summer time since 1991, so a fixed offset serves and no time zone data of the
/// host can get it wrong.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static DateTimeOffset StartOfDay(DateOnly date) => new(date, TimeOnly.MinValue, Offset);

    /// <summary>
    /// 24:00 of the date, which is 00:00 of the next one. What happens before this instant is in time; at this instant it is late.
    /// </summary>
    public static DateTimeOffset EndOfDay(DateOnly date) => StartOfDay(date).AddDays(1);

    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());
}
