using AidWorkflows.Engine.Runtime;
using Quartz;

namespace AidWorkflows.Host.Timers;

/// <summary>
/// Quartz is the clock: every second it lets each lane look for due work. The truth about every timer is a row of ours; losing
/// a tick loses nothing.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class PumpTick(WorkSignal signal) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var lane in Enum.GetValues<WorkLane>())
            signal.Hint(lane);
        return ValueTask.CompletedTask;
    }
}
