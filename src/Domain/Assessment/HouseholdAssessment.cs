using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

public enum AssessmentOutcome
{
    Eligible,
    NotEligible,

    /// <summary>An exclusion applies (S-173, S-174).</summary>
    Excluded,

    /// <summary>A fact that decides is not known.</summary>
    Unproven,

    /// <summary>No standard is known for the place and day.</summary>
    NoStandard,
}

/// <summary>
/// The result of applying one version of a policy pack to a household, as an explanation: every number is a figure with a source,
/// every test names its rule, citation and operator (S-015).
/// </summary>
public sealed record HouseholdAssessment
{
    public required string Pack { get; init; }

    /// <summary>Version of the pack; 0 for a pack that is not stored.</summary>
    public int Version { get; init; }

    public required DateOnly AppliedOn { get; init; }

    public required DateOnly AssessedOn { get; init; }

    public required AssessmentOutcome Outcome { get; init; }

    public string? Tier { get; init; }

    public string? TierName { get; init; }

    /// <summary>A reason to visit the household in any case (S-048, Q-17).</summary>
    public bool Doubtful { get; init; }

    /// <summary>31 December of the year when an exclusion bars for the year (S-175).</summary>
    public DateOnly? BarredUntil { get; init; }

    public StandardUse? Standard { get; init; }

    public required IReadOnlyList<TierResult> Tiers { get; init; }

    public required IReadOnlyList<ExclusionResult> Exclusions { get; init; }

    public IReadOnlyList<Entitlement> Entitlements { get; init; } = [];

    public AidPlan? Plan { get; init; }

    public IReadOnlyList<OtherTier> OtherTiers { get; init; } = [];

    public AfterAid? AfterAid { get; init; }

    public IReadOnlyList<NearestChange> NearestChanges { get; init; } = [];

    public IReadOnlyList<DocumentNeed> RequiredDocuments { get; init; } = [];

    /// <summary>What the visitors have to confirm.</summary>
    public IReadOnlyList<string> OnVisit { get; init; } = [];

    public IReadOnlyList<AssessmentNote> Notes { get; init; } = [];

    public required IReadOnlyList<Figure> Figures { get; init; }
}

/// <summary>S-015: which standard was used.</summary>
/// <param name="Monthly">Figure id.</param>
public sealed record StandardUse(string Place, string Level, DateOnly From, DateOnly? To, string Monthly, decimal Amount, Citation Citation);

/// <summary>S-003: how the household stands with the recommended aid.</summary>
/// <param name="PerHead">Figure id of the net income a head and month with the aid.</param>
public sealed record AfterAid(string PerHead, decimal Amount, string Standard, bool ReachesStandard);
