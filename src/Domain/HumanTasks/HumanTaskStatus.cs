namespace AidWorkflows.Domain.HumanTasks;

public enum HumanTaskStatus
{
    Open = 0,
    Completed = 1,
    Cancelled = 2,

    /// <summary>Another signer of the same step comes first.</summary>
    Waiting = 3,

    /// <summary>Sent back to an earlier step instead of being decided.</summary>
    Returned = 4,

    /// <summary>Completed, and taken back by the same person before anybody went on with it.</summary>
    Recalled = 5,
}
