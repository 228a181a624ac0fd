using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

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
    internal Payment(Guid id, string number, Award award, BankAccount account, SealedField sealedNumber, DateTimeOffset now)
    {
        Id = id;
        Number = number;
        CaseId = award.CaseId;
        AwardId = award.Id;
        Amount = award.Amount;
        PayeeName = account.AccountName;
        BankName = account.BankName;
        AccountSealed = sealedNumber.Sealed;
        AccountMask = sealedNumber.Mask;
        CreatedAt = now;
    }

    // For the object-relational mapper.
    private Payment()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>What the bank and the books call it. It stays the same however often the payment is tried.</summary>
    public string Number { get; private set; } = "";

    public Guid CaseId { get; private set; }

    public Guid AwardId { get; private set; }

    public decimal Amount { get; private set; }

    public string PayeeName { get; private set; } = "";

    public string BankName { get; private set; } = "";

    public byte[] AccountSealed { get; private set; } = [];

    public string AccountMask { get; private set; } = "";

    public PaymentStatus Status { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>How often it has been put into a batch.</summary>
    public int Attempts { get; private set; }

    /// <summary>What the bank said when the last attempt failed.</summary>
    public string? FailureReason { get; private set; }

    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>When the account was corrected last.</summary>
    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <summary>The day that the bank says it paid.</summary>
    public DateOnly? PaidOn { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public long RowVersion { get; private set; }

    /// <summary>S-071: the new account is the payee's own as well; only a failed payment has its account changed.</summary>
    /// <exception cref="RuleViolationException">payment-not-failed, account-name-other.</exception>
    public CaseEvent CorrectAccount(PersonName accountName, string bankName, SealedField number, Guid personId, DateTimeOffset now)
    {
        RequireFailed();
        if (!string.Equals(accountName.Reveal(), PayeeName, StringComparison.Ordinal))
            throw new RuleViolationException("account-name-other", "Aid is paid to the archive holder's own account only; this name is another one.", "accountName");

        BankName = bankName;
        AccountSealed = number.Sealed;
        AccountMask = number.Mask;
        CorrectedAt = now;
        return Changed("payment-account-corrected", personId, now);
    }

    /// <summary>Puts it back among those that wait to be paid: another attempt, never another payment.</summary>
    /// <exception cref="RuleViolationException">payment-not-failed, account-not-corrected.</exception>
    internal CaseEvent Retry(bool isCorrected, Guid? personId, DateTimeOffset now)
    {
        RequireFailed();
        if (isCorrected && (CorrectedAt is null || CorrectedAt < FailedAt))
            throw new RuleViolationException("account-not-corrected", "The account has not been corrected since the payment failed.", "outcome");

        Status = PaymentStatus.Pending;
        return Changed("payment-retried", personId, now);
    }

    /// <exception cref="RuleViolationException">payment-not-pending.</exception>
    public void RequirePending()
    {
        if (Status != PaymentStatus.Pending)
            throw new RuleViolationException("payment-not-pending", $"Payment {Number} is {Status}; only a pending one is put into a batch.", "payments", Number, Status);
    }

    internal void Enter()
    {
        Require(PaymentStatus.Pending);

        // Payments from before they were numbered.
        if (Number.Length == 0)
            Number = $"ZF-{Id:N}";
        Status = PaymentStatus.InBatch;
        Attempts++;
        RowVersion++;
    }

    internal void Leave()
    {
        Require(PaymentStatus.InBatch);
        Status = PaymentStatus.Pending;
        Attempts--;
        RowVersion++;
    }

    internal CaseEvent Settle(DateOnly paidOn, Guid personId, DateTimeOffset now)
    {
        Require(PaymentStatus.InBatch);
        Status = PaymentStatus.Paid;
        PaidOn = paidOn;
        PaidAt = now;
        FailureReason = null;
        return Changed("payment-paid", personId, now);
    }

    internal CaseEvent Fail(string reason, Guid personId, DateTimeOffset now)
    {
        Require(PaymentStatus.InBatch);
        Status = PaymentStatus.Failed;
        FailureReason = reason;
        FailedAt = now;
        return Changed("payment-failed", personId, now);
    }

    private void RequireFailed()
    {
        if (Status != PaymentStatus.Failed)
            throw new RuleViolationException("payment-not-failed", $"Payment {Number} is {Status} and not failed.", null, Number, Status);
    }

    private void Require(PaymentStatus status)
    {
        if (Status != status)
            throw new InvalidOperationException($"Payment {Number} is {Status} and not {status}.");
    }

    private CaseEvent Changed(string code, Guid? personId, DateTimeOffset now)
    {
        RowVersion++;
        return new CaseEvent(code, CaseId, null, personId, now, new Dictionary<string, string>
        {
            ["payment"] = Number,
            ["amount"] = Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
        });
    }
}
