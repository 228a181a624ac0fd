namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// Wakes this process's pump right after a commit that left work due now. Only a hint: correctness comes from polling, and a
/// lost hint costs one poll interval.
/// </summary>
public sealed class WorkSignal(TimeProvider time)
{
    /// <summary>Longer waits would run into the limit of in-memory timers; the caller polls again anyway.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Lane[] lanes = [.. Enum.GetValues<WorkLane>().Select(_ => new Lane())];

    /// <summary>Work of the lane is due. Remembered until somebody waits.</summary>
    public void Hint(WorkLane lane)
    {
        TaskCompletionSource wakeUp;
        lock (gate)
        {
            var state = lanes[(int)lane];
            if (state.Waiting == 0)
            {
                state.Hinted = true;
                return;
            }

            wakeUp = state.WakeUp;
            state.WakeUp = NewSource();
        }

        wakeUp.TrySetResult();
    }

    /// <summary>Returns at the next hint, at once if there was one since the last wait, or when the time is over.</summary>
    public async Task WaitAsync(WorkLane lane, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var state = lanes[(int)lane];
        Task hint;
        lock (gate)
        {
            if (state.Hinted || timeout <= TimeSpan.Zero)
            {
                state.Hinted = false;
                return;
            }

            state.Waiting++;
            hint = state.WakeUp.Task;
        }

        try
        {
            await hint.WaitAsync(timeout < LongestWait ? timeout : LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Time to poll.
        }
        finally
        {
            lock (gate)
                state.Waiting--;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Lane
    {
        public bool Hinted { get; set; }

        public int Waiting { get; set; }

        public TaskCompletionSource WakeUp { get; set; } = NewSource();
    }
}
