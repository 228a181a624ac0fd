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

/// <summary>Income of the last twelve months, in yuan.</summary>
/// <param name="MemberId">Null when it is the applicant's own.</param>
public sealed record IncomeLine(Guid Id, Guid? MemberId, IncomeKind Kind, decimal AnnualAmount);

/// <summary>Rigid spending of the last twelve months that the household bore itself, in yuan.</summary>
/// <param name="MemberId">Null when it concerns the applicant.</param>
public sealed record RigidExpense(Guid Id, Guid? MemberId, RigidExpenseKind Kind, decimal AnnualAmount);

public enum LossCause
{
    Accident = 0,
    Disaster = 1,
    Illness = 2,
}

/// <summary>S-014: what an accident cost the household within the year, after compensation and insurance.</summary>
public sealed record HardshipLoss(LossCause Cause, decimal Amount, DateOnly OccurredOn);
