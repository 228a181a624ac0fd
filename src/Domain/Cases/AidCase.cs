using System.Globalization;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Cases;

/// <summary>One household's application, from registration to the decision on each aid item.</summary>
public sealed class AidCase
{
    private readonly List<HouseholdMember> members = [];
    private readonly List<IncomeLine> income = [];
    private readonly List<RigidExpense> rigidExpenses = [];
    private readonly List<AidRequest> requests = [];
    private readonly List<Award> awards = [];
    private readonly List<Payment> payments = [];
    private readonly List<CaseWarning> warnings = [];
    private readonly List<CaseEvent> events = [];
    private readonly List<CaseAssessment> assessments = [];

    // For the object-relational mapper.
    private AidCase()
    {
    }

    public Guid Id { get; private set; }

    public string CaseNumber { get; private set; } = "";

    public string Programme { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    /// <summary>Copied from the organisation, so that a list of a subtree is one index range.</summary>
    public string OrganisationPath { get; private set; } = "";

    public CaseStatus Status { get; private set; }

    /// <summary>The person (not the account) who took the application; never a decider of it.</summary>
    public Guid RegisteredBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public Applicant Applicant { get; private set; } = null!;

    public BankAccount Bank { get; private set; } = null!;

    public HardshipLoss? Loss { get; private set; }

    /// <summary>The applicant's answers to the exclusion questions (S-173, S-174); which of them matter is policy data.</summary>
    public IReadOnlyDictionary<string, bool> Declarations { get; private set; } = new Dictionary<string, bool>();

    public HardshipCauses? Causes { get; private set; }

    /// <summary>How many dwellings the household owns; null when nobody said.</summary>
    public int? Dwellings { get; private set; }

    /// <summary>
    /// The version of the policy pack that was in force on the day of the application. The case is assessed and decided by it,
    /// whatever comes into force later (S-189). Null when no pack was in force.
    /// </summary>
    public Guid? PolicyVersionId { get; private set; }

    /// <summary>The household's archive, once there is one; aid needs it (S-002).</summary>
    public Guid? ArchiveId { get; private set; }

    /// <summary>The workflow that leads from the application to the archive; null when the household had one already.</summary>
    public string? IntakeInstanceId { get; private set; }

    /// <summary>S-041: since when the signed promise and authorisation is here; null when it is not, or was taken back.</summary>
    public DateTimeOffset? ConsentAt { get; private set; }

    /// <summary>
    /// The applicant's search index while the case is open, null afterwards. Its unique index makes a second open case of the same
    /// person impossible, whoever registers it at the same moment.
    /// </summary>
    public byte[]? OpenApplicantIndex { get; private set; }

    public long RowVersion { get; private set; }

    public IReadOnlyList<HouseholdMember> Members => members;

    public IReadOnlyList<IncomeLine> Income => income;

    public IReadOnlyList<RigidExpense> RigidExpenses => rigidExpenses;

    public IReadOnlyList<AidRequest> Requests => requests;

    public IReadOnlyList<Award> Awards => awards;

    public IReadOnlyList<Payment> Payments => payments;

    public IReadOnlyList<CaseWarning> Warnings => warnings;

    public IReadOnlyList<CaseEvent> Events => events;

    public IReadOnlyList<CaseAssessment> Assessments => assessments;

    /// <summary>The workflows of the case that have begun: the one to the archive, then one for each aid item.</summary>
    public IReadOnlyList<string> WorkflowInstanceIds =>
        [.. new[] { IntakeInstanceId }.Concat(requests.OrderBy(request => request.Id).Select(request => request.WorkflowInstanceId)).OfType<string>().Where(id => id.Length > 0)];

    public bool IsOpen => Status is CaseStatus.Submitted or CaseStatus.InReview or CaseStatus.AwaitingSupplement;

    public static AidCase Open(CaseOpening opening, DateTimeOffset now)
    {
        if (opening.Requests.Count == 0)
            throw new RuleViolationException("requests-missing", "An application asks for at least one aid item.", "requests");

        var aidCase = new AidCase
        {
            Id = RisingId.New(now),
            CaseNumber = opening.CaseNumber,
            Programme = opening.Programme,
            OrganisationId = opening.RegisteredBy.OrganisationId,
            OrganisationPath = opening.RegisteredBy.OrganisationPath,
            RegisteredBy = opening.RegisteredBy.PersonId,
            OpenedAt = now,
            Applicant = opening.Applicant,
            Bank = opening.Bank,
            Loss = opening.Loss,
            Declarations = opening.Declarations,
            Causes = opening.Causes,
            Dwellings = opening.Dwellings,
            ConsentAt = opening.Consent ? now : null,
            OpenApplicantIndex = opening.Applicant.IdNumberIndex,
        };
        aidCase.members.AddRange(opening.Members);
        aidCase.income.AddRange(opening.Income);
        aidCase.rigidExpenses.AddRange(opening.RigidExpenses);
        aidCase.requests.AddRange(opening.Requests);
        aidCase.Record("case-opened", opening.RegisteredBy.PersonId, now, ("requests", opening.Requests.Count.ToString(CultureInfo.InvariantCulture)));
        return aidCase;
    }

    /// <summary>The household takes its authorisation back; from then on nothing is compared.</summary>
    public void WithdrawConsent(Guid personId, DateTimeOffset now)
    {
        if (ConsentAt is null)
            return;

        ConsentAt = null;
        Record("consent-withdrawn", personId, now);
    }

    /// <summary>S-189: the case stays with this version.</summary>
    public void PinPolicy(Guid policyVersionId)
    {
        if (PolicyVersionId is not null && PolicyVersionId != policyVersionId)
            throw new RuleViolationException("policy-pinned", $"Case {CaseNumber} has its policy version already.", "policyVersionId", CaseNumber);

        PolicyVersionId = policyVersionId;
    }

    /// <summary>
    /// Keeps an assessment, unless the same facts have been assessed last time. Never changes an earlier one. Needs the case's latest
    /// assessment loaded.
    /// </summary>
    /// <returns>The one that counts now.</returns>
    public CaseAssessment KeepAssessment(HouseholdFacts facts, HouseholdAssessment result, Guid? personId, DateTimeOffset now)
    {
        var policyVersionId = PolicyVersionId ?? throw new InvalidOperationException($"Case {CaseNumber} has no policy version to be assessed by.");
        var last = assessments.MaxBy(assessment => assessment.Number);
        var next = new CaseAssessment(Id, (last?.Number ?? 0) + 1, policyVersionId, facts, result, now);
        if (last is not null && last.IsSameAs(next))
            return last;

        assessments.Add(next);
        if (last is null)
            RowVersion++;
        else
            Record("household-assessed", personId, now, ("result", result.Outcome.ToString()), ("tier", result.TierName ?? "-"));
        return next;
    }

    /// <summary>Moves the whole case, for steps that concern all its requests.</summary>
    public void MoveTo(CaseStatus status, Guid? personId, DateTimeOffset now)
    {
        if (status == Status)
            return;
        if (!IsOpen || status == CaseStatus.Submitted)
        {
            throw new RuleViolationException(
                "case-status-transition", $"Case {CaseNumber} is {Status}; it cannot become {status}.", "status", CaseNumber, Status, status);
        }

        // A case that is refused or withdrawn as a whole leaves no aid item undecided behind.
        if (status is CaseStatus.Rejected or CaseStatus.Withdrawn)
        {
            foreach (var request in requests.Where(request => !request.IsDecided))
                request.MoveTo(status == CaseStatus.Rejected ? RequestStatus.Rejected : RequestStatus.Withdrawn);
        }

        SetStatus(status, personId, now);
    }

    /// <summary>The workflow that decides this aid item has begun.</summary>
    public void StartDecision(Guid requestId, string workflowInstanceId)
    {
        var request = FindRequest(requestId);
        if (request.WorkflowInstanceId == workflowInstanceId)
            return;

        request.DecidedIn(workflowInstanceId);
        RowVersion++;
    }

    /// <summary>Moves one aid item; the case follows: in review with the first, decided with the last.</summary>
    public void MoveRequestTo(Guid requestId, RequestStatus status, Guid? personId, DateTimeOffset now)
    {
        var request = FindRequest(requestId);
        if (request.Status == status)
            return;

        request.MoveTo(status);
        Record("request-status-changed", personId, now, ("requestId", requestId.ToString()), ("status", status.ToString()));
        var overall = OverallStatus();
        if (overall != Status)
            SetStatus(overall, personId, now);
    }

    /// <summary>The applicant's union takes one aid item back before it is decided.</summary>
    public void Withdraw(Guid requestId, Guid personId, DateTimeOffset now)
    {
        if (FindRequest(requestId).IsDecided)
            throw new RuleViolationException("withdraw-decided", "It has been decided already and cannot be withdrawn any more.");

        Record("request-withdrawn", personId, now, ("requestId", requestId.ToString()));
        MoveRequestTo(requestId, RequestStatus.Withdrawn, personId, now);
    }

    public bool IsWithdrawn(Guid requestId) => FindRequest(requestId).Status == RequestStatus.Withdrawn;

    /// <summary>The household has no archive: this workflow leads there first.</summary>
    public void BeginIntake(string workflowInstanceId) => IntakeInstanceId = workflowInstanceId;

    /// <summary>From now on the case is about this household's archive.</summary>
    public void LinkTo(HouseholdArchive archive, DateTimeOffset now)
    {
        if (ArchiveId == archive.Id)
            return;

        ArchiveId = archive.Id;
        Record("archive-linked", null, now, ("archive", archive.ArchiveNumber));
    }

    /// <summary>
    /// S-002: first the archive, then the aid. S-029 and S-031: by how the household stands on this day, with all the aid that it has had
    /// until then counted as income, and one aid only where the tier gets one.
    /// </summary>
    /// <param name="amount">Yuan.</param>
    /// <param name="archive">The case's own archive, null when it has none.</param>
    /// <param name="assessment">Made on this day; null when no policy was in force on the day of the application.</param>
    /// <exception cref="RuleViolationException">
    /// archive-needed, archive-not-active, award-exists, award-over-self-paid, award-not-entitled, award-over-entitlement.
    /// </exception>
    public Award Grant(Guid requestId, decimal amount, OrganisationLevel level, HouseholdArchive? archive, HouseholdAssessment? assessment, DateTimeOffset now)
    {
        if (archive is null || archive.Id != ArchiveId)
            throw new RuleViolationException("archive-needed", $"Case {CaseNumber} has no household archive; aid needs one.", "archive", CaseNumber);
        archive.RequireActive();
        var request = FindRequest(requestId);
        if (awards.Any(award => award.RequestId == requestId))
            throw new RuleViolationException("award-exists", $"Aid request {requestId} of case {CaseNumber} already has an award.", "requestId", CaseNumber);
        if (request.SelfPaidAmount is { } selfPaid && request.Kind == AidKind.Medical && amount > selfPaid)
        {
            // S-024: medical aid never exceeds the individually borne part, whoever decides.
            throw new RuleViolationException(
                "award-over-self-paid", "Medical aid cannot be more than the part the patient paid.", "amount", amount, selfPaid);
        }

        RequireEntitlement(request, amount, assessment);
        var award = new Award(Id, request, amount, level, now);
        awards.Add(award);
        Record("award-granted", null, now, ("requestId", requestId.ToString()), ("amount", Yuan(amount)), ("level", level.ToString()));
        return award;
    }

    /// <summary>Where a decisive fact or the standard is not known, nothing is proven either way, and whoever decides has been told so.</summary>
    private static void RequireEntitlement(AidRequest request, decimal amount, HouseholdAssessment? assessment)
    {
        if (assessment is null or { Outcome: AssessmentOutcome.Unproven or AssessmentOutcome.NoStandard })
            return;
        var entitlement = assessment.Entitlements.FirstOrDefault(candidate => candidate.RequestId == request.Id);
        if (entitlement is not { IsGranted: true })
            throw new RuleViolationException("award-not-entitled", $"Nothing can be granted on aid request {request.Id} now: {entitlement?.Refusal ?? assessment.Outcome.ToString()}.", "requestId");
        if (amount > entitlement.MaximumAmount)
            throw new RuleViolationException("award-over-entitlement", $"At most {entitlement.MaximumAmount} yuan can be granted now.", "amount", amount, entitlement.MaximumAmount);
    }

    /// <summary>S-071: by bank card, to the applicant's own account, and once per award.</summary>
    public Payment Pay(Guid awardId, Func<Guid, SealedField> sealAccount, DateTimeOffset now)
    {
        var award = awards.FirstOrDefault(candidate => candidate.Id == awardId)
            ?? throw new RuleViolationException("award-not-found", $"Case {CaseNumber} has no award {awardId}.", "awardId", CaseNumber);
        if (payments.Any(payment => payment.AwardId == awardId))
            throw new RuleViolationException("payment-exists", $"The award of case {CaseNumber} already has its payment.", "awardId", CaseNumber);
        if (!string.Equals(Bank.AccountName, Applicant.Name, StringComparison.Ordinal))
        {
            throw new RuleViolationException(
                "payee-not-applicant", "Aid is paid to the applicant's own account only; the account is in another name.", "bank.accountName");
        }

        var paymentId = RisingId.New(now);
        var payment = new Payment(paymentId, $"{CaseNumber}-{payments.Count + 1}", award, Bank, sealAccount(paymentId), now);
        payments.Add(payment);
        Record("payment-created", null, now, ("awardId", awardId.ToString()), ("amount", Yuan(award.Amount)));
        return payment;
    }

    /// <summary>S-072: a payment that failed is tried again, once its account is right.</summary>
    /// <param name="isCorrected">The account was wrong and has been corrected; else it was right and the bank is asked again.</param>
    public void RetryPayment(Guid paymentId, bool isCorrected, Guid? personId, DateTimeOffset now)
    {
        var payment = payments.FirstOrDefault(candidate => candidate.Id == paymentId)
            ?? throw new RuleViolationException("not-found", $"Case {CaseNumber} has no payment {paymentId}.", null, CaseNumber);
        events.Add(payment.Retry(isCorrected, personId, now));
        RowVersion++;
    }

    /// <summary>The same warning for the same request is raised once, however often the workflow comes by.</summary>
    public void Warn(string code, Guid? requestId, IReadOnlyDictionary<string, string> data, DateTimeOffset now)
    {
        if (warnings.Any(warning => warning.Code == code && warning.RequestId == requestId))
            return;

        warnings.Add(new CaseWarning(code, requestId, data, now));
        Record("case-warning", null, now, ("warning", code));
    }

    private AidRequest FindRequest(Guid requestId) =>
        requests.FirstOrDefault(request => request.Id == requestId)
        ?? throw new RuleViolationException("request-not-found", $"Case {CaseNumber} has no aid request {requestId}.", "requestId", CaseNumber);

    private CaseStatus OverallStatus()
    {
        if (requests.Any(request => request.Status == RequestStatus.AwaitingSupplement))
            return CaseStatus.AwaitingSupplement;
        if (requests.Any(request => !request.IsDecided))
            return CaseStatus.InReview;
        if (requests.Any(request => request.Status == RequestStatus.Approved))
            return CaseStatus.Approved;

        return requests.All(request => request.Status == RequestStatus.Withdrawn) ? CaseStatus.Withdrawn : CaseStatus.Rejected;
    }

    private void SetStatus(CaseStatus status, Guid? personId, DateTimeOffset now)
    {
        var from = Status;
        Status = status;
        if (!IsOpen)
        {
            ClosedAt = now;
            OpenApplicantIndex = null;
        }

        Record("case-status-changed", personId, now, ("from", from.ToString()), ("to", status.ToString()));
    }

    private void Record(string code, Guid? personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        events.Add(new CaseEvent(code, Id, null, personId, now, data.ToDictionary(pair => pair.Key, pair => pair.Value)));
    }

    private static string Yuan(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
