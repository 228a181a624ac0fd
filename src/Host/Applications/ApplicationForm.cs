using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Host.Applications;

/// <summary>An application as it is sent. Everything may be missing; the checks say what has to be there.</summary>
public sealed record ApplicationForm
{
    public string? Programme { get; init; }

    public ApplicantForm? Applicant { get; init; }

    public HouseholdForm? Household { get; init; }

    public IReadOnlyList<RequestForm?>? Requests { get; init; }

    /// <summary>S-041: the signed promise and authorisation for the economic-status check.</summary>
    public bool Consent { get; init; }
}

public sealed record ApplicantForm
{
    public string? Name { get; init; }

    public string? IdNumber { get; init; }

    public string? Phone { get; init; }

    public string? Employer { get; init; }

    public BankForm? Bank { get; init; }
}

public sealed record BankForm
{
    public string? BankName { get; init; }

    public string? AccountName { get; init; }

    public string? AccountNumber { get; init; }
}

public sealed record HouseholdForm
{
    /// <summary>Those who live with the applicant, the applicant not among them.</summary>
    public IReadOnlyList<MemberForm?>? Members { get; init; }

    public IReadOnlyList<IncomeForm?>? Income { get; init; }

    public IReadOnlyList<RigidExpenseForm?>? RigidExpenses { get; init; }

    public LossForm? Loss { get; init; }

    public CausesForm? Causes { get; init; }

    /// <summary>How many dwellings the household owns (S-104).</summary>
    public int? Dwellings { get; init; }

    public IReadOnlyDictionary<string, bool>? Declarations { get; init; }
}

public sealed record MemberForm
{
    public string? Name { get; init; }

    public FamilyRelation? Relation { get; init; }

    public string? IdNumber { get; init; }

    public SchoolStage? School { get; init; }
}

public sealed record IncomeForm
{
    /// <summary>Whose; nothing means the applicant.</summary>
    public string? MemberIdNumber { get; init; }

    public IncomeKind? Kind { get; init; }

    public decimal? AnnualAmount { get; init; }

    /// <summary>How it is backed; without it, a paper when one is named.</summary>
    public AmountOrigin? Origin { get; init; }

    /// <summary>The paper or register row that was shown.</summary>
    public string? Evidence { get; init; }
}

public sealed record RigidExpenseForm
{
    public string? MemberIdNumber { get; init; }

    public RigidExpenseKind? Kind { get; init; }

    public decimal? AnnualAmount { get; init; }

    /// <summary>How it is backed; without it, a paper when one is named.</summary>
    public AmountOrigin? Origin { get; init; }

    /// <summary>The paper or register row that was shown.</summary>
    public string? Evidence { get; init; }
}

public sealed record CausesForm
{
    public HardshipCause? Main { get; init; }

    /// <summary>Up to three more.</summary>
    public IReadOnlyList<HardshipCause>? Others { get; init; }
}

public sealed record LossForm
{
    public LossCause? Cause { get; init; }

    /// <summary>What the household bore itself.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What compensation, insurance and relief have paid.</summary>
    public decimal? Compensation { get; init; }

    public DateOnly? OccurredOn { get; init; }
}

public sealed record RequestForm
{
    public AidKind? Kind { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>The individually borne part; required for medical aid (S-024).</summary>
    public decimal? SelfPaidAmount { get; init; }

    /// <summary>What the treatment cost; with <see cref="Reimbursed"/> it gives the individually borne part.</summary>
    public decimal? TotalCost { get; init; }

    public decimal? Reimbursed { get; init; }

    public string? MemberIdNumber { get; init; }
}

/// <summary>The answer to an accepted application.</summary>
/// <param name="WorkflowInstanceId">The first request's workflow.</param>
public sealed record OpenedCase(string CaseNumber, CaseStatus Status, string WorkflowInstanceId, IReadOnlyList<string> WorkflowInstanceIds);
