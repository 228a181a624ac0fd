using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Host.Registers;
using AidWorkflows.Host.Visits;

namespace AidWorkflows.Host.Cases;

public sealed record CaseList(IReadOnlyList<CaseRow> Items, int TotalCount);

/// <summary>One line of the case list. The id number is masked, always.</summary>
public sealed record CaseRow(
    string CaseNumber,
    string Programme,
    CaseStatus Status,
    string OrganisationName,
    string ApplicantName,
    string ApplicantIdNumberMask,
    IReadOnlyList<AidKind> Kinds,
    decimal RequestedAmount,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt);

/// <summary>One case with everything its readers may see. Numbers of people and accounts are masked.</summary>
public sealed record CaseDetails
{
    public required Guid Id { get; init; }

    public required string CaseNumber { get; init; }

    public required string Programme { get; init; }

    public required CaseStatus Status { get; init; }

    public required string OrganisationName { get; init; }

    public required string RegisteredBy { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required ApplicantDetails Applicant { get; init; }

    public required HouseholdDetails Household { get; init; }

    public required IReadOnlyList<RequestDetails> Requests { get; init; }

    public required IReadOnlyList<AwardDetails> Awards { get; init; }

    public required IReadOnlyList<PaymentDetails> Payments { get; init; }

    public required IReadOnlyList<WarningDetails> Warnings { get; init; }

    public required IReadOnlyList<EventDetails> Events { get; init; }

    public required IReadOnlyList<string> WorkflowInstanceIds { get; init; }

    /// <summary>The tier of the latest assessment; null when the household is of none.</summary>
    public string? Tier { get; init; }

    /// <summary>The version of the policy that the case is decided by; null when none was in force.</summary>
    public PolicyDetails? Policy { get; init; }

    /// <summary>The latest assessment with its whole explanation.</summary>
    public AssessmentDetails? Assessment { get; init; }

    /// <summary>Comparisons with registers, the latest first.</summary>
    public IReadOnlyList<ComparisonDetails> Comparisons { get; init; } = [];

    public IReadOnlyList<DoubtDetails> Doubts { get; init; } = [];

    public IReadOnlyList<VisitDetails> Visits { get; init; } = [];

    /// <summary>Public notices, the latest last.</summary>
    public IReadOnlyList<NoticeDetails> Notices { get; init; } = [];

    /// <summary>Produced documents, the latest last; what is in them is opened one by one.</summary>
    public IReadOnlyList<DocumentDetails> Documents { get; init; } = [];
}

/// <param name="EndsOn">The last day on which it is shown.</param>
/// <param name="TextHash">SHA-256 of what was shown, hexadecimal.</param>
public sealed record NoticeDetails(Guid Id, NoticeState State, int WorkingDays, DateOnly StartedOn, DateOnly EndsOn, string DeadlineExplanation, string? TextHash);

/// <param name="FileHash">SHA-256 of the document, hexadecimal.</param>
public sealed record DocumentDetails(Guid Id, PaperKind Kind, string Number, int TemplateVersion, DateTimeOffset ProducedAt, string FileHash);

public sealed record PolicyDetails(string Pack, int Version, string Title, DateOnly EffectiveFrom);

public sealed record AssessmentDetails(int Number, DateTimeOffset AssessedAt, HouseholdAssessment Result);

public sealed record ApplicantDetails(string Name, string IdNumberMask, string PhoneMask, string Employer, string BankName, string AccountName, string AccountNumberMask);

public sealed record HouseholdDetails(
    IReadOnlyList<MemberDetails> Members,
    IReadOnlyList<MoneyLine> Income,
    IReadOnlyList<MoneyLine> RigidExpenses,
    LossDetails? Loss,
    IReadOnlyDictionary<string, bool> Declarations,
    HardshipCauses? Causes,
    int? Dwellings);

public sealed record MemberDetails(Guid Id, string Name, FamilyRelation Relation, SchoolStage School, string IdNumberMask);

/// <param name="MemberId">Null for the applicant.</param>
public sealed record MoneyLine(Guid? MemberId, string Kind, decimal AnnualAmount, AmountOrigin Origin, string? Evidence);

public sealed record LossDetails(LossCause Cause, decimal Amount, DateOnly OccurredOn, decimal? Compensation);

public sealed record RequestDetails(
    Guid Id, AidKind Kind, decimal Amount, decimal? SelfPaidAmount, MedicalBill? Bill, Guid? MemberId, RequestStatus Status, string WorkflowInstanceId);

public sealed record AwardDetails(Guid Id, Guid RequestId, AidKind Kind, decimal Amount, OrganisationLevel DecidedLevel, DateTimeOffset DecidedAt);

public sealed record PaymentDetails(Guid Id, Guid AwardId, decimal Amount, string PayeeName, string BankName, string AccountNumberMask, PaymentStatus Status, DateTimeOffset CreatedAt);

public sealed record WarningDetails(string Code, Guid? RequestId, IReadOnlyDictionary<string, string> Data, DateTimeOffset RaisedAt);

/// <param name="Person">Null when the workflow itself did it.</param>
public sealed record EventDetails(DateTimeOffset At, string Code, string? Person, IReadOnlyDictionary<string, string> Data);
