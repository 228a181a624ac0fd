namespace AidWorkflows.Domain.Policies;

/// <summary>
/// The parameters of one programme in one place for one time. Everything a household's assessment needs that is not a fact
/// about the household is in here, with its citation; no figure of a rule stands in code.
/// </summary>
public sealed record PolicyPack
{
    /// <summary>Stays the same over all versions.</summary>
    public required string Key { get; init; }

    public required string Programme { get; init; }

    /// <summary>Path of the union that it holds for with all below it, or "*".</summary>
    public required string Organisation { get; init; }

    public required string Title { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day; null until the next version begins.</summary>
    public DateOnly? EffectiveTo { get; init; }

    public required IReadOnlyList<PolicyDocument> Documents { get; init; }

    public required StandardTable Standards { get; init; }

    public required RoundingRule Rounding { get; init; }

    public required AidYearRule AidYear { get; init; }

    public required AggregationRule Aggregation { get; init; }

    public required IncomeRule Income { get; init; }

    public required LossRule Loss { get; init; }

    public required IReadOnlyList<DeductionSet> DeductionSets { get; init; }

    public IReadOnlyList<Precondition> Preconditions { get; init; } = [];

    public required IReadOnlyList<TierRule> Tiers { get; init; }

    public required SelectionRule Selection { get; init; }

    public required MultipleAidRule MultipleAid { get; init; }

    public required IReadOnlyList<ExclusionRule> Exclusions { get; init; }

    public required IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; }

    public ExitRule? Exit { get; init; }

    public VisitRule? Visits { get; init; }

    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveTo is null || day <= EffectiveTo);

    public PolicyDocument DocumentOf(Citation citation) => Documents.First(document => document.Id == citation.Document);
}
