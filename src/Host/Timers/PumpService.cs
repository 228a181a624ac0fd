using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Host.Timers;

/// <summary>Runs every lane of the work table on this node until it stops; a stop lets the bursts in flight end.</summary>
internal sealed class PumpService(WorkPump pump) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enum.GetValues<WorkLane>().Select(lane => Task.Run(() => pump.RunAsync(lane, stoppingToken), stoppingToken)));
}
