using System.Globalization;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Payments;

public enum PaymentBatchStatus
{
    Draft = 0,
    Checked = 1,
    Sent = 2,
    PartlySettled = 3,
    Settled = 4,
    Cancelled = 5,
}

/// <summary>Payments that go to the bank in one file, from one fund (S-070, S-071). One person makes it, another one checks it.</summary>
public sealed class PaymentBatch
{
    public const int MostPayments = 500;

    private readonly List<PaymentAttempt> attempts = [];
    private readonly List<CaseEvent> events = [];

    // For the object-relational mapper.
    private PaymentBatch()
    {
    }

    public Guid Id { get; private set; }

    public string Number { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public Guid FundId { get; private set; }

    public PaymentBatchStatus Status { get; private set; }

    public int Count { get; private set; }

    public decimal Total { get; private set; }

    public Guid MadeBy { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    public Guid? CheckedBy { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>When the file was exported first.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>SHA-256 of the CSV file for the bank.</summary>
    public string? FileHash { get; private set; }

    public long RowVersion { get; private set; }

    public IReadOnlyList<PaymentAttempt> Attempts => attempts;

    public IReadOnlyList<CaseEvent> Events => events;

    /// <summary>Takes up the payments and reserves their sum in the fund.</summary>
    /// <exception cref="RuleViolationException">payments-missing, payments-too-many, payment-not-pending, payment-over-balance.</exception>
    public static PaymentBatch Make(string number, Fund fund, IReadOnlyList<Payment> payments, Actor maker, DateTimeOffset now)
    {
        if (payments.Count == 0)
            throw new RuleViolationException("payments-missing", "A batch has at least one payment.", "payments");
        if (payments.Count > MostPayments)
            throw new RuleViolationException("payments-too-many", $"A batch has at most {MostPayments} payments.", "payments", MostPayments);

        var batch = new PaymentBatch
        {
            Id = RisingId.New(now),
            Number = number,
            OrganisationId = fund.OrganisationId,
            OrganisationPath = fund.OrganisationPath,
            FundId = fund.Id,
            MadeBy = maker.PersonId,
            MadeAt = now,
            Count = payments.Count,
            Total = payments.Sum(payment => payment.Amount),
        };

        // Everything that may be refused comes before the first change.
        foreach (var payment in payments)
            payment.RequirePending();
        fund.Reserve(batch.Total, batch.Id, maker.PersonId, now);
        foreach (var payment in payments)
        {
            payment.Enter();
            batch.attempts.Add(new PaymentAttempt(RisingId.New(now), batch, payment, batch.attempts.Count + 1));
        }

        batch.Record("batch-made", maker.PersonId, now);
        return batch;
    }

    /// <summary>Four eyes, by person and not by account.</summary>
    /// <exception cref="RuleViolationException">batch-state, batch-own.</exception>
    public void Check(Actor checker, DateTimeOffset now)
    {
        Require(PaymentBatchStatus.Draft);
        if (checker.PersonId == MadeBy)
            throw new RuleViolationException("batch-own", "A batch is checked by somebody else than the one who made it.");

        Status = PaymentBatchStatus.Checked;
        CheckedBy = checker.PersonId;
        CheckedAt = now;
        Record("batch-checked", checker.PersonId, now);
    }

    /// <exception cref="RuleViolationException">batch-state.</exception>
    public void RequireExportable() => Require(PaymentBatchStatus.Checked, PaymentBatchStatus.Sent);

    /// <summary>The file for the bank has been given out; from now on only the bank's results change the batch.</summary>
    public void Send(string fileHash, string format, Guid personId, DateTimeOffset now)
    {
        RequireExportable();
        if (FileHash is not null && FileHash != fileHash)
            throw new InvalidOperationException($"Batch {Number} does not make the same file again.");

        Status = PaymentBatchStatus.Sent;
        SentAt ??= now;
        FileHash = fileHash;
        Record("batch-exported", personId, now, ("format", format), ("hash", fileHash));
    }

    /// <summary>Gives up a batch that the bank has not got; its payments wait again.</summary>
    public void Cancel(Fund fund, IReadOnlyList<Payment> payments, Guid personId, DateTimeOffset now)
    {
        Require(PaymentBatchStatus.Draft, PaymentBatchStatus.Checked);
        foreach (var attempt in attempts)
        {
            payments.Single(payment => payment.Id == attempt.PaymentId).Leave();
            attempt.Cancel();
        }

        fund.Release(Total, Id, null, personId, now);
        Status = PaymentBatchStatus.Cancelled;
        Record("batch-cancelled", personId, now);
    }

    /// <exception cref="RuleViolationException">batch-state.</exception>
    public void RequireAwaitingResults() => Require(PaymentBatchStatus.Sent, PaymentBatchStatus.PartlySettled);

    /// <summary>Takes over what the bank says about some of the payments.</summary>
    /// <returns>Lines for the timelines of the cases.</returns>
    public IReadOnlyList<CaseEvent> TakeResults(IReadOnlyList<BankResult> results, Fund fund, IReadOnlyList<Payment> payments, Guid personId, DateTimeOffset now)
    {
        RequireAwaitingResults();
        List<CaseEvent> lines = [];
        foreach (var result in results)
        {
            var attempt = attempts.Single(candidate => candidate.PaymentNumber == result.PaymentNumber && candidate.Status == PaymentAttemptStatus.Waiting);
            var payment = payments.Single(candidate => candidate.Id == attempt.PaymentId);
            if (result.IsPaid)
            {
                attempt.Settle(result.On);
                lines.Add(payment.Settle(result.On, personId, now));
                fund.Spend(attempt.Amount, Id, payment.Id, personId, now);
            }
            else
            {
                attempt.Fail(result.Reason, result.On);
                lines.Add(payment.Fail(result.Reason, personId, now));
                fund.Release(attempt.Amount, Id, payment.Id, personId, now);
            }
        }

        Status = attempts.Exists(attempt => attempt.Status == PaymentAttemptStatus.Waiting) ? PaymentBatchStatus.PartlySettled : PaymentBatchStatus.Settled;
        Record("batch-results", personId, now, ("rows", results.Count.ToString(CultureInfo.InvariantCulture)));
        return lines;
    }

    private void Require(params IReadOnlyList<PaymentBatchStatus> statuses)
    {
        if (!statuses.Contains(Status))
            throw new RuleViolationException("batch-state", $"Batch {Number} is {Status}; this is not possible any more, or not yet.", null, Number, Status);
    }

    private void Record(string code, Guid personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        Dictionary<string, string> facts = new(data.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))) { ["batch"] = Number };
        events.Add(new CaseEvent(code, null, null, personId, now, facts));
    }
}

/// <summary>What the bank says about one payment.</summary>
public sealed record BankResult(string PaymentNumber, bool IsPaid, string Reason, DateOnly On);
