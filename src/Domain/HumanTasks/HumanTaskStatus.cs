namespace AidWorkflows.Domain.HumanTasks;

public enum HumanTaskStatus
{
    Open = 0,
    Completed = 1,
    Cancelled = 2,
}

/// <summary>How many people have to sign.</summary>
public enum SignRule
{
    Single = 0,

    /// <summary>S-043, S-084: two different persons sign the same outcome.</summary>
    TwoPerson = 1,
}
