namespace AidWorkflows.Host.Clock;

/// <summary>
/// Time that can be moved forward, for training and tests. The offset is the database's; this is what this process knows of it.
/// Timers still run in real time: waiting is never simulated, only what time it is.
/// </summary>
internal sealed class SimulatedClock : TimeProvider
{
    private long offsetTicks;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
