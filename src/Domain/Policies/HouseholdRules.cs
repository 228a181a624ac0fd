using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Policies;

/// <summary>Which kinds of income count (S-011).</summary>
public sealed record IncomeRule(string Path, IReadOnlyList<IncomeKind> Counted, Citation Citation);

/// <summary>What is taken off the income before a tier is tested; deep and relative differ in it .</summary>
public sealed record DeductionSet(string Path, string Id, IReadOnlyList<DeductionItem> Items, Citation Citation);

/// <param name="Cap">Most that is deducted for this kind in a year; null for no cap.</param>
public sealed record DeductionItem(string Path, RigidExpenseKind Kind, decimal? Cap, Citation Citation);

/// <summary>What the year of "年度内" is .</summary>
public sealed record AidYearRule(string Path, PolicyPeriod Period, Citation Citation);

public enum AggregationSubject
{
    Application,
    Worker,
    Household,
}

/// <summary>Q-06: over whom and how long amounts are added up before they are compared with the levels' thresholds.</summary>
public sealed record AggregationRule(string Path, AggregationSubject Subject, PolicyPeriod Period, Citation Citation);

public enum LossBasis
{
    AfterCompensation,
    BeforeCompensation,
}

/// <summary>S-014: what counts as the loss, and in which year it must have happened.</summary>
public sealed record LossRule(string Path, LossBasis Basis, PolicyPeriod Period, Citation Citation);
