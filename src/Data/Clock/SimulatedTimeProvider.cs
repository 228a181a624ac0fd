namespace AidWorkflows.Data.Clock;

/// <summary>
/// The clock of pages and jobs where time is simulated: real time plus the offset that the database keeps. Due decisions do not
/// use it; they read the database's clock and the stored offset themselves.
/// </summary>
public sealed class SimulatedTimeProvider(TimeProvider real) : TimeProvider
{
    private long offsetTicks;

    public TimeProvider Real { get; } = real;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    public override TimeZoneInfo LocalTimeZone => Real.LocalTimeZone;

    public override long TimestampFrequency => Real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Real.GetUtcNow() + Offset;

    public override long GetTimestamp() => Real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Real.CreateTimer(callback, state, dueTime, period);
}
