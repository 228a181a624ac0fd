using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Cases;

public enum RequestStatus
{
    Submitted = 0,
    InReview = 1,
    Approved = 2,
    Rejected = 3,
    Withdrawn = 4,
    AwaitingSupplement = 5,
}

/// <summary>What a treatment cost and what insurance, mutual aid and others have paid; the rest is the individually borne part.</summary>
public sealed record MedicalBill(decimal TotalCost, decimal Reimbursed);

/// <summary>One aid item of a case; each has its own approval workflow.</summary>
public sealed class AidRequest
{
    public AidRequest(Guid id, AidKind kind, decimal amount, decimal? selfPaidAmount, Guid? memberId, string workflowInstanceId, MedicalBill? bill = null)
    {
        Id = id;
        Kind = kind;
        Amount = amount;
        SelfPaidAmount = selfPaidAmount;
        MemberId = memberId;
        WorkflowInstanceId = workflowInstanceId;
        Bill = bill;
    }

    // For the object-relational mapper.
    private AidRequest()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public AidKind Kind { get; private set; }

    public decimal Amount { get; private set; }

    /// <summary>The individually borne part that caps medical aid (S-024).</summary>
    public decimal? SelfPaidAmount { get; private set; }

    /// <summary>How the individually borne part came about, where the application says so.</summary>
    public MedicalBill? Bill { get; private set; }

    /// <summary>Whom in the household it is for; null means the applicant.</summary>
    public Guid? MemberId { get; private set; }

    public RequestStatus Status { get; private set; }

    /// <summary>The workflow that decides it; empty until the household has its archive.</summary>
    public string WorkflowInstanceId { get; private set; } = "";

    public bool IsDecided => Status is RequestStatus.Approved or RequestStatus.Rejected or RequestStatus.Withdrawn;

    internal void DecidedIn(string workflowInstanceId) => WorkflowInstanceId = workflowInstanceId;

    internal void MoveTo(RequestStatus status)
    {
        if (IsDecided || status == RequestStatus.Submitted)
        {
            throw new RuleViolationException(
                "request-status-transition", $"Aid request {Id} is {Status}; it cannot become {status}.", "status", Status, status);
        }

        Status = status;
    }
}
