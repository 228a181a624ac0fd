namespace AidWorkflows.Engine.Journal;

/// <summary>Elsa's event names in the journal.</summary>
public enum JournalEvent
{
    Started = 0,
    Suspended = 1,
    Resumed = 2,
    Completed = 3,
    Faulted = 4,
    Canceled = 5,
    Retried = 6,

    /// <summary>Somebody changed the instance from outside; Elsa keeps no such line.</summary>
    Altered = 7,
}

/// <summary>
/// One line of an instance's journal; sequence numbers are gap-free. Activity executions are read from these lines
/// (the same <see cref="ActivityExecutionId"/>), so there is no second history to keep in step.
/// </summary>
/// <param name="Data">
/// JSON: on Started "state" (evaluated inputs) and "reads" (what the expressions read); on Completed "outcomes", "outputs";
/// on Faulted "error". Never personal data.
/// </param>
public sealed record JournalEntry(
    int Sequence,
    DateTimeOffset At,
    string ActivityExecutionId,
    string? ParentExecutionId,
    string NodeId,
    JournalEvent Event,
    string? Actor,
    string? Data);
