namespace AidWorkflows.Domain.Policies;

/// <summary>The lists of the documents differ in effect (S-175).</summary>
public enum ExclusionEffect
{
    /// <summary>不享受: no aid for this hardship; it has no end of its own.</summary>
    NotEntitled,

    /// <summary>当年不得申请: no application until 31 December.</summary>
    BarredForYear,

    /// <summary>建档存疑: aid is not ruled out, but the household must be visited (S-048, Q-17).</summary>
    Doubt,
}

/// <summary>A structured reason to refuse, never a shared list: each pack has its own, with its own and / or.</summary>
/// <param name="From">First day the rule counts; null for as long as the pack does.</param>
/// <param name="To">Last day the rule counts. A retired rule stays readable for old cases .</param>
public sealed record ExclusionRule(
    string Path, string Id, string Name, string Rule, ExclusionEffect Effect, FactPredicate When, DateOnly? From, DateOnly? To, string? Retired, Citation Citation)
{
    public bool IsInForce(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}

/// <summary>A paper the applicant has to bring, always or when facts ask for it (S-042, S-114).</summary>
/// <param name="Window">The year its contents must be from (S-112).</param>
/// <param name="FollowWithinDays">It may be handed in later, so many days after the application (S-113).</param>
public sealed record RequiredDocument(
    string Path, string Id, string Name, string Rule, FactPredicate? When, PolicyPeriod? Window, int? FollowWithinDays, Citation Citation);

/// <summary>S-081, S-082: when a household is out of hardship.</summary>
/// <param name="Months">Consecutive months of income that lift a household out.</param>
public sealed record ExitRule(string Path, int Months, ComparisonOperator Lifted, ComparisonOperator Relieved, Citation Citation);

/// <summary>S-048, S-049: which share of archives the county has to visit.</summary>
public sealed record VisitRule(string Path, decimal DoubtfulShare, decimal NewShare, Citation Citation);
