using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Tests.Engine.Runtime;

public sealed class WorkSignalTests
{
    private readonly WorkSignal signal = new(TimeProvider.System);

    [Fact]
    public async Task A_hint_wakes_who_waits_in_its_lane_only()
    {
        var interactive = signal.WaitAsync(WorkLane.Interactive, TimeSpan.FromMinutes(5), default);
        var timer = signal.WaitAsync(WorkLane.Timer, TimeSpan.FromDays(4000), default);
        signal.Hint(WorkLane.Interactive);
        await interactive.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(timer.IsCompleted);
        signal.Hint(WorkLane.Timer);
        await timer.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_hint_between_two_waits_is_remembered_once()
    {
        signal.Hint(WorkLane.Bulk);
        signal.Hint(WorkLane.Bulk);
        Assert.True(signal.WaitAsync(WorkLane.Bulk, TimeSpan.FromMinutes(5), default).IsCompletedSuccessfully);
        Assert.False(signal.WaitAsync(WorkLane.Bulk, TimeSpan.FromMinutes(5), default).IsCompleted);
    }

    [Fact]
    public async Task No_time_means_no_wait_and_time_out_is_no_error()
    {
        Assert.True(signal.WaitAsync(WorkLane.Child, TimeSpan.Zero, default).IsCompletedSuccessfully);
        await signal.WaitAsync(WorkLane.Child, TimeSpan.FromMilliseconds(1), default);
    }

    [Fact]
    public async Task A_cancelled_wait_ends_and_keeps_later_hints()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = signal.WaitAsync(WorkLane.External, TimeSpan.FromMinutes(5), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        signal.Hint(WorkLane.External);
        Assert.True(signal.WaitAsync(WorkLane.External, TimeSpan.FromMinutes(5), default).IsCompletedSuccessfully);
    }
}
