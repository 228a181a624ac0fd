using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Assessment;

/// <summary>Everything about a household that an assessment uses, without names or numbers of people.</summary>
public sealed record HouseholdFacts
{
    public required DateOnly AppliedOn { get; init; }

    public required DateOnly AssessedOn { get; init; }

    /// <summary>The union that took the application; it decides which place's standard holds.</summary>
    public required string OrganisationPath { get; init; }

    /// <summary>Those who live with the applicant.</summary>
    public IReadOnlyList<MemberFact> Members { get; init; } = [];

    public IReadOnlyList<IncomeLine> Income { get; init; } = [];

    public IReadOnlyList<RigidExpense> RigidExpenses { get; init; } = [];

    public HardshipLoss? Loss { get; init; }

    public HardshipCauses? Causes { get; init; }

    public int? Dwellings { get; init; }

    public IReadOnlyDictionary<string, bool> Declarations { get; init; } = new Dictionary<string, bool>();

    /// <summary>What is asked for and not yet decided, in the order of the application.</summary>
    public IReadOnlyList<RequestedAid> Requests { get; init; } = [];

    /// <summary>Granted to the household before, in this case or another one.</summary>
    public IReadOnlyList<EarlierAid> EarlierAid { get; init; } = [];

    public IReadOnlyList<EarlierBar> EarlierBars { get; init; } = [];
}

public sealed record MemberFact(Guid Id, SchoolStage School);

/// <param name="Field">Where it stands in the application, such as "requests[0]".</param>
/// <param name="Bill">What the treatment cost and what others have paid, where the application says so.</param>
public sealed record RequestedAid(string Field, Guid Id, AidKind Kind, decimal Amount, decimal? SelfPaidAmount, Guid? MemberId, MedicalBill? Bill = null);

/// <summary>Aid that the household has had (S-029).</summary>
/// <param name="MemberId">The member of this household it was for; null for the applicant or somebody else.</param>
/// <param name="OfApplicant">Granted on this applicant's own application.</param>
/// <param name="Tier">The tier it was granted in, where that is known.</param>
public sealed record EarlierAid(string CaseNumber, AidKind Kind, decimal Amount, DateOnly GrantedOn, Guid? MemberId, bool OfApplicant, string? Tier);

/// <summary>An earlier application was barred for the year, and the year is not over (S-175).</summary>
public sealed record EarlierBar(string CaseNumber, string Rule, DateOnly Until);
