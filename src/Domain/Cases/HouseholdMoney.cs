namespace AidWorkflows.Domain.Cases;

public enum IncomeKind
{
    Wage = 0,
    Pension = 1,
    Business = 2,
    Transfer = 3,
    Property = 4,
    Aid = 5,
    Other = 6,
}

/// <summary>S-012 deducts the first three; S-013 also the cost of employment.</summary>
public enum RigidExpenseKind
{
    Illness = 0,
    Disability = 1,
    Schooling = 2,
    Employment = 3,
}

/// <summary>How an amount is backed.</summary>
public enum AmountOrigin
{
    Declared = 0,
    Document = 1,
    Register = 2,
}

/// <summary>Income of the last twelve months, in yuan.</summary>
/// <param name="MemberId">Null when it is the applicant's own.</param>
/// <param name="Evidence">The paper or register row that was shown for it.</param>
public sealed record IncomeLine(
    Guid Id, Guid? MemberId, IncomeKind Kind, decimal AnnualAmount, AmountOrigin Origin = AmountOrigin.Declared, string? Evidence = null);

/// <summary>Rigid spending of the last twelve months that the household bore itself, in yuan.</summary>
/// <param name="MemberId">Null when it concerns the applicant.</param>
/// <param name="Evidence">The paper or register row that was shown for it.</param>
public sealed record RigidExpense(
    Guid Id, Guid? MemberId, RigidExpenseKind Kind, decimal AnnualAmount, AmountOrigin Origin = AmountOrigin.Declared, string? Evidence = null);

public enum LossCause
{
    Accident = 0,
    Disaster = 1,
    Illness = 2,
}

/// <summary>S-014: what an accident cost the household within the year, after compensation and insurance.</summary>
/// <param name="Compensation">What compensation, insurance and relief have already paid; a policy may count it to the loss.</param>
public sealed record HardshipLoss(LossCause Cause, decimal Amount, DateOnly OccurredOn, decimal? Compensation = null);

/// <summary>What the hardship comes from. The archive's form asks for exactly one main cause and up to three others.</summary>
public enum HardshipCause
{
    Illness = 0,
    Disability = 1,
    Schooling = 2,
    SingleParent = 3,
    Unemployment = 4,
    Accident = 5,
    Disaster = 6,
    Other = 7,
}

public sealed record HardshipCauses(HardshipCause Main, IReadOnlyList<HardshipCause> Others)
{
    public const int MostOthers = 3;

    public bool Contains(HardshipCause cause) => Main == cause || Others.Contains(cause);
}
