using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Host.Applications;

/// <summary>An application whose every field has been read and found good.</summary>
internal sealed record CheckedApplication(
    string Programme,
    PersonName Name,
    ChineseIdNumber IdNumber,
    PhoneNumber Phone,
    string Employer,
    string BankName,
    PersonName AccountName,
    BankCardNumber AccountNumber,
    IReadOnlyList<CheckedMember> Members,
    IReadOnlyList<CheckedLine<IncomeKind>> Income,
    IReadOnlyList<CheckedLine<RigidExpenseKind>> RigidExpenses,
    HardshipLoss? Loss,
    IReadOnlyDictionary<string, bool> Declarations,
    IReadOnlyList<CheckedRequest> Requests)
{
    public HardshipCauses? Causes { get; init; }

    public int? Dwellings { get; init; }
}

internal sealed record CheckedMember(Guid Id, PersonName Name, FamilyRelation Relation, SchoolStage School, ChineseIdNumber IdNumber);

internal sealed record CheckedLine<TKind>(Guid? MemberId, TKind Kind, decimal AnnualAmount, AmountOrigin Origin, string? Evidence);

internal sealed record CheckedRequest(AidKind Kind, decimal Amount, decimal? SelfPaidAmount, MedicalBill? Bill, Guid? MemberId);
