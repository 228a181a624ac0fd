using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

public enum StepResult
{
    Yes,
    No,

    /// <summary>What is known does not decide it.</summary>
    Unknown,
}

/// <summary>One test of an assessment: two figures under an operator, or a predicate over facts.</summary>
/// <param name="Code">What kind of test it is; the reader's language has the words.</param>
public sealed record AssessmentStep(string Code, string Rule, StepResult Result, string PolicyPath, Citation Citation)
{
    /// <summary>Figure ids.</summary>
    public string? Left { get; init; }

    public string? Operator { get; init; }

    public string? Right { get; init; }

    /// <summary>The figure lies exactly on the limit, where the operator alone decides .</summary>
    public bool OnLimit { get; init; }

    public IReadOnlyList<FactUse>? Facts { get; init; }

    /// <summary>Days that the test is about, such as the year a loss must lie in.</summary>
    public DateRange? Period { get; init; }

    public DateOnly? On { get; init; }
}

/// <summary>A fact that a predicate asked for. Without a value nobody has stated it.</summary>
public sealed record FactUse(string Fact, decimal? Value, string? Reference);

/// <summary>Whether a household is of a tier, with every test.</summary>
public sealed record TierResult(string Tier, string Name, string Rule, StepResult Result, IReadOnlyList<AssessmentStep> Steps, Citation Citation);

/// <summary>What an exclusion came to (S-173 to S-175).</summary>
/// <param name="Until">Last day of the bar; null when the exclusion has no end.</param>
public sealed record ExclusionResult(
    string Id, string Name, string Rule, ExclusionEffect Effect, StepResult Result, DateOnly? Until, string? CaseNumber, IReadOnlyList<FactUse> Facts, string PolicyPath, Citation Citation);

/// <summary>A paper the applicant has to bring, and why.</summary>
/// <param name="Facts">What made it necessary; empty when everybody needs it.</param>
public sealed record DocumentNeed(
    string Id, string Name, string Rule, IReadOnlyList<FactUse> Facts, DateRange? Window, DateOnly? FollowBy, string PolicyPath, Citation Citation);

/// <summary>Something the reader should know beside the result.</summary>
/// <param name="Figures">Ids of the figures it is about.</param>
/// <param name="Words">Names for the sentence: facts, documents, tiers.</param>
public sealed record AssessmentNote(string Code, string? Rule, IReadOnlyList<string> Figures, IReadOnlyList<string> Words);
