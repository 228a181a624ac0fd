namespace AidWorkflows.Engine.Execution;

/// <summary>Elsa's coarse status. The wire names are the member names.</summary>
public enum WorkflowStatus
{
    Running = 0,
    Finished = 1,
}

/// <summary>
/// Elsa's fine status. A stored instance is only ever Suspended, Finished, Faulted or Cancelled, or Pending while its next
/// burst waits in the work table; "Executing" is never on disk.
/// </summary>
public enum WorkflowSubStatus
{
    Pending = 0,
    Executing = 1,
    Suspended = 2,
    Finished = 3,
    Cancelled = 4,
    Faulted = 5,
}

/// <summary>Status of one activity execution. "Canceled" is spelt as Elsa spells it here.</summary>
public enum ActivityStatus
{
    Pending = 0,
    Running = 1,
    Completed = 2,
    Canceled = 3,
    Faulted = 4,
}
