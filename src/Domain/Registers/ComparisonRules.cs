namespace AidWorkflows.Domain.Registers;

/// <summary>The settings of a comparison.</summary>
/// <param name="IncomeTolerance">Up to this share above the declared income a difference is doubtful, beyond it a mismatch.</param>
/// <param name="SavingsDoubtAbove">More savings of the household than this are doubtful; the documents set no limit.</param>
/// <param name="OldestMonths">Older data is no answer.</param>
public sealed record ComparisonRules(decimal IncomeTolerance, decimal SavingsDoubtAbove, int OldestMonths);
