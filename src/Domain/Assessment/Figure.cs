using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

public enum FigureUnit
{
    Yuan,
    People,
    Months,
    PersonMonths,
    Factor,
}

/// <summary>Where a figure comes from; every figure has exactly one origin.</summary>
public enum FigureOrigin
{
    /// <summary>Stated in the application; the reference is the field.</summary>
    Field,

    /// <summary>Stated and proven by a paper.</summary>
    Document,

    /// <summary>From the comparison with a register (S-050).</summary>
    Register,

    /// <summary>From this system's own records, such as an earlier award.</summary>
    Record,

    /// <summary>A value of the policy pack; the reference is its JSON path.</summary>
    Policy,

    /// <summary>True by convention, such as twelve months of a year.</summary>
    Convention,

    /// <summary>Computed from other figures.</summary>
    Computed,
}

public enum FigureOperation
{
    Sum,
    Difference,
    Product,
    Quotient,
    Lesser,
    Greater,
    Rounded,
    RoundedDown,
    RoundedUp,

    /// <summary>The largest amount in whole fen below the operand.</summary>
    LargestBelow,

    /// <summary>The largest amount in whole fen not above the operand.</summary>
    LargestUpTo,

    /// <summary>The smallest amount in whole fen not below the operand.</summary>
    SmallestFrom,

    /// <summary>The smallest amount in whole fen above the operand.</summary>
    SmallestAbove,
}

/// <summary>One number of an explanation with its source. Following the operands always ends at sources outside.</summary>
/// <param name="Code">What it is; the reader's language has the words.</param>
public sealed record Figure(string Id, string Code, decimal Value, FigureUnit Unit, FigureOrigin Origin)
{
    /// <summary>Which one of its kind: an income kind, a deduction set.</summary>
    public string? Subject { get; init; }

    /// <summary>The household member it is about; null for the applicant or the whole household.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The field, the pack's JSON path, or the record.</summary>
    public string? Reference { get; init; }

    /// <summary>The paper or register row that was shown for it.</summary>
    public string? Evidence { get; init; }

    public Citation? Citation { get; init; }

    public FigureOperation? Operation { get; init; }

    /// <summary>Ids of the figures it is computed from, in the order of the operation.</summary>
    public IReadOnlyList<string>? Operands { get; init; }

    /// <summary>The unit that a rounding goes by.</summary>
    public decimal? RoundedTo { get; init; }

    public RoundingMode? RoundedBy { get; init; }
}
