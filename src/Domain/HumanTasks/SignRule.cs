namespace AidWorkflows.Domain.HumanTasks;

/// <summary>How many people have to sign.</summary>
public enum SignRule
{
    Single = 0,

    /// <summary>S-043, S-084: two different persons sign the same outcome.</summary>
    TwoPerson = 1,

    /// <summary>Every signer, in any order; each has a task of their own.</summary>
    All = 2,

    /// <summary>One of the signers is enough.</summary>
    Any = 3,

    /// <summary>Every signer, one after the other.</summary>
    InOrder = 4,
}

/// <summary>What an outcome other than the affirmative one does while others have not signed yet.</summary>
public enum RefusalRule
{
    /// <summary>The first refusal decides the step.</summary>
    OneDecides = 0,

    /// <summary>All answer; one refusal among the answers is enough then (with <see cref="SignRule.Any"/>, all have to refuse).</summary>
    AllAnswer = 1,
}
