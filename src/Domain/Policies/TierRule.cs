namespace AidWorkflows.Domain.Policies;

/// <summary>One class of households, with what makes a household one of it and what it may get. Tiers are tested in their order .</summary>
public sealed record TierRule(
    string Path, string Id, string Name, string Rule, IReadOnlyList<TierCondition> Conditions, MultipleAid Multiple, IReadOnlyList<AidRule> Aids, Citation Citation)
{
    /// <summary>What the text asks for and only a visit can find out (S-014: "生活仍暂时有困难").</summary>
    public IReadOnlyList<VisitQuestion> OnVisit { get; init; } = [];
}

/// <summary>Something the visitors have to confirm; it is listed and never assumed.</summary>
public sealed record VisitQuestion(string Path, string Text, Citation Citation);

/// <summary>A measure that is compared with a limit, or a predicate over facts. Exactly one of the two.</summary>
public sealed record TierCondition(string Path, MeasureTest? Test, FactPredicate? Facts, Citation Citation);

public enum Measure
{
    /// <summary>(Income - deductions) a head and month.</summary>
    NetPerHead,

    /// <summary>Income a head and month, nothing deducted.</summary>
    GrossPerHead,

    /// <summary>Income a head and year .</summary>
    GrossPerHeadYear,

    /// <summary>The hardship's cost within the year (S-014).</summary>
    Loss,
}

/// <param name="Deductions">Id of the deduction set, for the net measure only.</param>
public sealed record MeasureTest(Measure Measure, string? Deductions, ComparisonOperator Operator, Limit Limit);

/// <summary>A limit as a multiple of the minimum-living standard or as a fixed amount. Exactly one of the two .</summary>
/// <param name="Derivation">How a fixed amount seems to have come about, for the reader.</param>
public sealed record Limit(string Path, decimal? Standards, decimal? Yuan, string? Derivation);

/// <summary>S-029, S-031: whether a household of this tier may get more than one aid in the year.</summary>
public sealed record MultipleAid(string Path, bool Allowed, string Rule, Citation Citation);

/// <summary>Q-04: a further test for some tiers, which a union can switch on.</summary>
public sealed record Precondition(string Path, string Id, string Name, bool Enabled, IReadOnlyList<string> Tiers, MeasureTest Test, Citation Citation);
