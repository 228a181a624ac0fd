using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Clock;

/// <summary>Moves the simulated clock. The offset is one row, so restarts and other nodes keep it.</summary>
internal sealed class ClockControl(AidDbContext db, SimulatedClock clock, WorkSignal signal)
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    /// <summary>Reads what another node may have moved in the meantime.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var micros = await db.Clock.AsNoTracking().Select(row => (long?)row.OffsetMicroseconds).SingleOrDefaultAsync(cancellationToken);
        clock.Offset = TimeSpan.FromMicroseconds(micros ?? 0);
    }

    /// <summary>
    /// Work that is due by the simulated time and not done yet; after the clock was moved it sinks to zero. What is claimed is hidden from
    /// others until its lease ends, but it is not done.
    /// </summary>
    public async Task<int> CountDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Work.CountAsync(row => row.VisibleAt <= now || row.LeaseToken != null, cancellationToken)
            + await db.Triggers.CountAsync(trigger => trigger.NextFireAt <= now, cancellationToken);
    }

    /// <summary>Only forward: time that runs back would make journals and deadlines contradict each other.</summary>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        if (by <= TimeSpan.Zero)
            throw new RuleViolationException("clock-not-forward", "The clock can only be moved forward.", "by");
        await LoadAsync(cancellationToken);
        if (by > Farthest || clock.Offset + by > Farthest)
            throw new RuleViolationException("clock-too-far", "The clock can be at most ten years ahead.", "by", 10);

        var micros = (long)by.TotalMicroseconds;
        var moved = await db.Clock.ExecuteUpdateAsync(
            row => row.SetProperty(value => value.OffsetMicroseconds, value => value.OffsetMicroseconds + micros), cancellationToken);
        if (moved == 0)
        {
            db.Clock.Add(new ClockRow { OffsetMicroseconds = micros });
            await db.SaveChangesAsync(cancellationToken);
        }

        await LoadAsync(cancellationToken);
        foreach (var lane in Enum.GetValues<WorkLane>())
            signal.Hint(lane);
    }
}
