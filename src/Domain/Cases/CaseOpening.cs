using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Cases;

/// <summary>A checked application: everything a case is opened with.</summary>
public sealed record CaseOpening(
    string CaseNumber,
    string Programme,
    Actor RegisteredBy,
    Applicant Applicant,
    BankAccount Bank,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<IncomeLine> Income,
    IReadOnlyList<RigidExpense> RigidExpenses,
    HardshipLoss? Loss,
    IReadOnlyDictionary<string, bool> Declarations,
    IReadOnlyList<AidRequest> Requests)
{
    public HardshipCauses? Causes { get; init; }

    /// <summary>How many dwellings the household owns, where that was stated.</summary>
    public int? Dwellings { get; init; }

    /// <summary>S-041: the signed promise and authorisation is here.</summary>
    public bool Consent { get; init; }
}
