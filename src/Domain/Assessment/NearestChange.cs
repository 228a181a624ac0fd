using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

public enum ChangeDirection
{
    /// <summary>What would have to be different for the household to be of the tier.</summary>
    ToQualify,

    /// <summary>What would put it out of the tier.</summary>
    ToLose,
}

/// <summary>The smallest change that would alter the result; all that is needed together.</summary>
/// <param name="Distance">Relative to the limit, to tell which change is nearer; nothing to show.</param>
public sealed record NearestChange(string Tier, string Name, ChangeDirection Direction, decimal Distance, IReadOnlyList<NeededChange> Needed);

/// <summary>One figure that would have to pass its limit, or facts that would have to be otherwise.</summary>
/// <param name="Code">The measure, or "facts", "exclusion".</param>
public sealed record NeededChange(string Code, string Rule, string PolicyPath, Citation Citation)
{
    /// <summary>Figure ids: where it stands, the limit, the difference, and the difference in the household's year.</summary>
    public string? Current { get; init; }

    public string? Operator { get; init; }

    public string? Limit { get; init; }

    public string? Difference { get; init; }

    /// <summary>In whole fen and large enough to pass the limit.</summary>
    public string? HouseholdYear { get; init; }

    public decimal HouseholdYearAmount { get; init; }

    public IReadOnlyList<FactUse>? Facts { get; init; }

    public string? Name { get; init; }

    public DateOnly? Until { get; init; }
}
