using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Policies;

public enum AidFormula
{
    /// <summary>So many months of the minimum-living standard, a number or a range.</summary>
    MonthsOfStandard,

    /// <summary>Not more than the individually borne part.</summary>
    PersonalPart,

    /// <summary>A share of the hardship's cost.</summary>
    ShareOfLoss,

    /// <summary>An amount that the document names.</summary>
    FixedAmount,

    /// <summary>A fixed amount by the band that the individually borne part falls into.</summary>
    Bands,

    /// <summary>The document names no amount; the reviewer proposes one.</summary>
    Unstated,
}

/// <summary>Whose earlier aid of the same kind in the year is taken off what is left (S-022, S-023).</summary>
public enum YearlyCap
{
    Request,
    Person,
    Household,
}

/// <summary>One kind of aid in one tier: how its amount is found.</summary>
/// <param name="Kinds">The request kinds it answers; the aid after an accident answers any (S-033).</param>
public sealed record AidRule(
    string Path, string Rule, IReadOnlyList<AidKind> Kinds, AidFormula Formula, YearlyCap PerYear, Citation Citation)
{
    /// <summary>Only for children at this stage (S-027, S-028).</summary>
    public SchoolStage? School { get; init; }

    public decimal MinimumMonths { get; init; }

    public decimal MaximumMonths { get; init; }

    /// <summary>S-030: 0.8 for a relative household; per component, because the text leaves open what it applies to .</summary>
    public decimal Factor { get; init; } = 1;

    public decimal? Cap { get; init; }

    public decimal Share { get; init; }

    public decimal Amount { get; init; }

    public IReadOnlyList<AmountBand> Bands { get; init; } = [];

    /// <summary>Q-10: months by how low the net income is; empty when the reviewer chooses within the range.</summary>
    public IReadOnlyList<MonthsBand> MonthsBands { get; init; } = [];

    /// <summary>The text fixes the amount; else it gives a ceiling, or a range.</summary>
    public bool IsFixed => Formula switch
    {
        AidFormula.MonthsOfStandard => MinimumMonths == MaximumMonths || MonthsBands.Count > 0,
        AidFormula.ShareOfLoss or AidFormula.FixedAmount or AidFormula.Bands => true,
        _ => false,
    };
}

/// <summary>From this individually borne part on, this amount.</summary>
public sealed record AmountBand(string Path, decimal From, decimal Amount);

/// <summary>Below this multiple of the standard a head, so many months.</summary>
public sealed record MonthsBand(string Path, decimal BelowStandards, decimal Months);
