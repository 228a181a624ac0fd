namespace AidWorkflows.Domain.Archives;

/// <summary>How a household archive stands. Aid needs an active one (S-002).</summary>
public enum ArchiveState
{
    /// <summary>临时: accepted in the first review; becomes active after the public notice.</summary>
    Temporary = 0,

    /// <summary>在册.</summary>
    Active = 1,

    /// <summary>解困: the standard of living reaches the minimum-living standard, the hardship is not over (S-082).</summary>
    Relieved = 2,

    /// <summary>脱困: the cause is gone and the income has been above the standard long enough (S-081).</summary>
    OutOfHardship = 3,

    /// <summary>退档: at the worker's own wish (S-083), or a temporary archive that was refused.</summary>
    Withdrawn = 4,

    /// <summary>并档: a second archive of the same household, taken into the other one.</summary>
    Merged = 5,
}

/// <summary>How an archive came to be.</summary>
public enum ArchiveOrigin
{
    /// <summary>Through the whole procedure of an application.</summary>
    Application = 0,

    /// <summary>Entered from a paper archive that the union kept before.</summary>
    Paper = 1,
}
