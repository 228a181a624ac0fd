namespace AidWorkflows.Domain.Archives;

/// <summary>How a household comes to leave.</summary>
public enum ExitRoute
{
    /// <summary>By a 退档申请书 of the worker (S-083).</summary>
    Request = 0,

    /// <summary>By what two people found on a visit (S-084).</summary>
    Finding = 1,
}

public enum ExitState
{
    /// <summary>Two people are to visit the household.</summary>
    Investigating = 0,

    /// <summary>The worker is to be told.</summary>
    Informing = 1,

    /// <summary>The worker knows and may object.</summary>
    Appealable = 2,

    /// <summary>The worker has objected; it is being examined again.</summary>
    Appealed = 3,

    Left = 4,
    Stayed = 5,
}

/// <summary>What stands where the worker signs (S-085).</summary>
public enum WorkerSignature
{
    Signed = 0,
    Refused = 1,
    Unable = 2,
}
