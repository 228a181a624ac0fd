using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Funds;

public enum FundEntryKind
{
    /// <summary>Money came in.</summary>
    Allocation = 0,

    /// <summary>Put aside for a batch.</summary>
    Reservation = 1,

    /// <summary>The bank has paid it.</summary>
    Payment = 2,

    /// <summary>Put back: the payment failed, or the batch was given up.</summary>
    Release = 3,

    /// <summary>An earlier entry was wrong; says why.</summary>
    Correction = 4,
}

/// <summary>One line of a fund's ledger. Lines are added and never changed.</summary>
public sealed class FundEntry
{
    internal FundEntry(Fund fund, FundEntryKind kind, decimal amount, string text, Guid? paymentId, Guid personId, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        FundId = fund.Id;
        Number = fund.EntryCount;
        Kind = kind;
        Amount = amount;
        AvailableAfter = fund.Available;
        ReservedAfter = fund.Reserved;
        SpentAfter = fund.Spent;
        Text = text;
        PaymentId = paymentId;
        PaidPaymentId = kind == FundEntryKind.Payment ? paymentId : null;
        PersonId = personId;
        At = now;
    }

    // For the object-relational mapper.
    private FundEntry()
    {
    }

    public Guid Id { get; private set; }

    public Guid FundId { get; private set; }

    /// <summary>From 1 in each fund, without gaps.</summary>
    public int Number { get; private set; }

    public FundEntryKind Kind { get; private set; }

    /// <summary>Positive, but for a correction downwards.</summary>
    public decimal Amount { get; private set; }

    public decimal AvailableAfter { get; private set; }

    public decimal ReservedAfter { get; private set; }

    public decimal SpentAfter { get; private set; }

    /// <summary>The document that allocated the money, or why it is corrected.</summary>
    public string Text { get; private set; } = "";

    public Guid? BatchId { get; init; }

    /// <summary>The payment that was made or has failed.</summary>
    public Guid? PaymentId { get; private set; }

    /// <summary>The payment of a payment entry. Its unique index is the last wall against paying twice.</summary>
    public Guid? PaidPaymentId { get; private set; }

    public Guid PersonId { get; private set; }

    public DateTimeOffset At { get; private set; }
}
