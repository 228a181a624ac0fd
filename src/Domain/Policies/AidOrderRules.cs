using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Policies;

public enum TierSelection
{
    /// <summary>The first tier whose conditions hold .</summary>
    FirstMatch,

    /// <summary>Of all tiers whose conditions hold, the one that gives the household more (S-021).</summary>
    HigherAid,
}

public sealed record SelectionRule(string Path, TierSelection Choose, Citation Citation);

public enum AidedCosts
{
    StayDeducted,
    ReducedByAid,
}

public enum AfterDrop
{
    /// <summary>Aid goes on only while the household is still of the tier it began in.</summary>
    Stop,

    /// <summary>A household that has dropped into another tier goes on by that tier's rules.</summary>
    ContinueInNextTier,
}

/// <summary>S-029 and what it leaves open .</summary>
/// <param name="CountedAsIncome">Kinds of aid that are added to the household's income before the next test.</param>
/// <param name="AidedCosts">Whether a cost that aid has paid is still deducted.</param>
public sealed record MultipleAidRule(
    string Path, IReadOnlyList<AidKind> CountedAsIncome, AidedCosts AidedCosts, AfterDrop AfterDrop, Citation Citation);
