using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>What one request may get.</summary>
/// <param name="Rule">Requirement of the amount's rule; null when no rule answers the request.</param>
/// <param name="Refusal">Why nothing can be granted; null when something can.</param>
public sealed record Entitlement(Guid RequestId, AidKind Kind, Guid? MemberId, string? Tier, string? Rule, string? Refusal)
{
    /// <summary>Figure ids. Without a maximum the document names no amount.</summary>
    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    public string? Requested { get; init; }

    public string? Recommended { get; init; }

    /// <summary>The text fixes the amount and leaves no range.</summary>
    public bool IsFixed { get; init; }

    /// <summary>What holds the recommended amount where it is: requested, minimum, maximum, standard.</summary>
    public string? BoundBy { get; init; }

    /// <summary>The amount to compare with the levels' thresholds .</summary>
    public string? Aggregated { get; init; }

    public decimal MinimumAmount { get; init; }

    public decimal? MaximumAmount { get; init; }

    public decimal RequestedAmount { get; init; }

    public decimal RecommendedAmount { get; init; }

    public decimal AggregatedAmount { get; init; }

    public string? PolicyPath { get; init; }

    public Citation? Citation { get; init; }

    public bool IsGranted => Refusal is null;
}

/// <summary>The tests and grants of one order of the requested aids (S-029, Q-09).</summary>
public sealed record AidOrder(IReadOnlyList<AidOrderStep> Steps, decimal Total)
{
    public int Granted => Steps.Count(step => step.Refusal is null);
}

/// <summary>One aid in an order: the archive test before it, and what it gets.</summary>
public sealed record AidOrderStep(Guid RequestId, AidKind Kind, string? Tier, decimal Amount, string? Refusal)
{
    /// <summary>Figure id of the amount.</summary>
    public string? AmountFigure { get; init; }

    /// <summary>The archive test that was run before this aid, with the earlier aids counted as income.</summary>
    public IReadOnlyList<AssessmentStep> Test { get; init; } = [];
}

/// <summary>Why the best order is the best.</summary>
public enum PlanReason
{
    /// <summary>There is one request only.</summary>
    OnlyOne,

    /// <summary>One single aid is allowed; this is the highest (S-031).</summary>
    SingleHighest,

    /// <summary>It gives the household more than every other order.</summary>
    HighestTotal,

    /// <summary>Every order gives the same; the order of the application stays.</summary>
    AllEqual,

    /// <summary>Nothing can be granted in any order.</summary>
    Nothing,
}

/// <summary>All permitted orders of what is asked for, and the one that serves the household best.</summary>
/// <param name="Evaluated">How many orders there are; all of them are compared.</param>
/// <param name="Others">Those that grant otherwise; beyond four requests only the order of the application.</param>
public sealed record AidPlan(string Tier, AidOrder Best, int Evaluated, PlanReason Reason, IReadOnlyList<AidOrder> Others);

/// <summary>A tier that fits too and gives less, or would have been first (S-021, Q-01).</summary>
public sealed record OtherTier(string Tier, string Name, decimal Total);
