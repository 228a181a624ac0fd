namespace AidWorkflows.Data.Conventions;

/// <summary>Times on SQLite: UTC microseconds since 1970, the precision that PostgreSQL has, so that both compare alike.</summary>
public static class UtcMicroseconds
{
    public static long From(DateTimeOffset time) => Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond) switch
    {
        (var whole, < 0) => whole - 1,
        (var whole, _) => whole,
    };

    public static DateTimeOffset To(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TimeSpan.TicksPerMicrosecond));

    /// <summary>What is left of a time after it has been stored.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset time) => To(From(time));
}
