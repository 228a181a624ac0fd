using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Payments;

public enum PaymentStatus
{
    Pending = 0,
    InBatch = 1,
    Paid = 2,
    Failed = 3,
}

/// <summary>Money owed to an applicant by bank card. One per award, so that nothing is paid twice.</summary>
public sealed class Payment
{
    internal Payment(Guid id, Award award, BankAccount account, SealedField number, DateTimeOffset now)
    {
        Id = id;
        CaseId = award.CaseId;
        AwardId = award.Id;
        Amount = award.Amount;
        PayeeName = account.AccountName;
        BankName = account.BankName;
        AccountSealed = number.Sealed;
        AccountMask = number.Mask;
        CreatedAt = now;
    }

    // For the object-relational mapper.
    private Payment()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid AwardId { get; private set; }

    public decimal Amount { get; private set; }

    public string PayeeName { get; private set; } = "";

    public string BankName { get; private set; } = "";

    public byte[] AccountSealed { get; private set; } = [];

    public string AccountMask { get; private set; } = "";

    public PaymentStatus Status { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
