namespace AidWorkflows.Domain.Payments;

public enum PaymentAttemptStatus
{
    Waiting = 0,
    Paid = 1,
    Failed = 2,
    Cancelled = 3,
}

/// <summary>One line of a batch: the attempt to make one payment.</summary>
public sealed class PaymentAttempt
{
    internal PaymentAttempt(Guid id, PaymentBatch batch, Payment payment, int line)
    {
        Id = id;
        BatchId = batch.Id;
        PaymentId = payment.Id;
        LivePaymentId = payment.Id;
        Number = payment.Attempts;
        Line = line;
        PaymentNumber = payment.Number;
        Amount = payment.Amount;
        PayeeName = payment.PayeeName;
        BankName = payment.BankName;
        AccountMask = payment.AccountMask;
    }

    // For the object-relational mapper.
    private PaymentAttempt()
    {
    }

    public Guid Id { get; private set; }

    public Guid BatchId { get; private set; }

    public Guid PaymentId { get; private set; }

    /// <summary>
    /// The payment while this attempt waits or has paid it, null afterwards. Its unique index makes a second attempt beside it
    /// impossible, and so a second payment.
    /// </summary>
    public Guid? LivePaymentId { get; private set; }

    /// <summary>The how-manieth attempt of its payment.</summary>
    public int Number { get; private set; }

    /// <summary>The place in the batch's file, from 1.</summary>
    public int Line { get; private set; }

    public string PaymentNumber { get; private set; } = "";

    public decimal Amount { get; private set; }

    public string PayeeName { get; private set; } = "";

    public string BankName { get; private set; } = "";

    public string AccountMask { get; private set; } = "";

    public PaymentAttemptStatus Status { get; private set; }

    /// <summary>The bank's reason for a failure.</summary>
    public string? Reason { get; private set; }

    /// <summary>The day the bank names.</summary>
    public DateOnly? BankDay { get; private set; }

    internal void Settle(DateOnly day)
    {
        Status = PaymentAttemptStatus.Paid;
        BankDay = day;
    }

    internal void Fail(string reason, DateOnly day)
    {
        Status = PaymentAttemptStatus.Failed;
        Reason = reason;
        BankDay = day;
        LivePaymentId = null;
    }

    internal void Cancel()
    {
        Status = PaymentAttemptStatus.Cancelled;
        LivePaymentId = null;
    }
}
