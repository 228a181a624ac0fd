using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Engine.Execution;

/// <summary>The fuel of a burst. A burst that runs out saves its state, queues its continuation and ends.</summary>
public sealed class BurstLimits
{
    /// <summary>Activity executions in one burst.</summary>
    [Range(1, 1_000_000)]
    public int Steps { get; set; } = 2_000;

    /// <summary>Wall time of one burst in milliseconds; keeps transactions short.</summary>
    [Range(10, 60_000)]
    public int Milliseconds { get; set; } = 250;

    /// <summary>Bursts in a row without any wait before the instance is stopped with the incident "loop".</summary>
    [Range(1, 100_000)]
    public int Yields { get; set; } = 100;

    /// <summary>How often a row of the work table may be tried before it becomes an incident.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 5;
}
