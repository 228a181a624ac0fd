using AidWorkflows.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Clock;

/// <summary>The stored offset of simulated time, common to all nodes. Production never moves it, so it stays zero there.</summary>
public sealed class DatabaseClock(AidDbContext context)
{
    public async Task<TimeSpan> ReadOffsetAsync(CancellationToken cancellationToken) =>
        TimeSpan.FromMicroseconds(await context.Clock.Select(clock => clock.OffsetMicroseconds).SingleOrDefaultAsync(cancellationToken));

    /// <summary>Moves simulated time on and returns the new offset. Backwards would let timers fire twice.</summary>
    public async Task<TimeSpan> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var microseconds = by.Ticks / TimeSpan.TicksPerMicrosecond;
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO clock (id, offset_microseconds) VALUES ({ClockRow.OnlyId}, {microseconds})
            ON CONFLICT (id) DO UPDATE SET offset_microseconds = clock.offset_microseconds + excluded.offset_microseconds
            """,
            cancellationToken);
        return await ReadOffsetAsync(cancellationToken);
    }
}
