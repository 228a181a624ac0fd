using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Money;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Funds;

/// <summary>Money of one source that a county pays aid from, with its ledger. It never goes below zero.</summary>
public sealed class Fund
{
    private readonly List<FundEntry> entries = [];

    public Fund(Organisation organisation, FundSource source, string name, string document, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        OrganisationId = organisation.Id;
        OrganisationPath = organisation.Path;
        Source = source;
        Name = name;
        Document = document;
        OpenedAt = now;
    }

    // For the object-relational mapper.
    private Fund()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public FundSource Source { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The document that the fund goes back to.</summary>
    public string Document { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Neither reserved nor spent.</summary>
    public decimal Available { get; private set; }

    /// <summary>In batches that the bank has not answered.</summary>
    public decimal Reserved { get; private set; }

    public decimal Spent { get; private set; }

    public int EntryCount { get; private set; }

    public long RowVersion { get; private set; }

    /// <summary>Those that were added since the fund was read; the ledger itself is read by itself.</summary>
    public IReadOnlyList<FundEntry> Entries => entries;

    /// <summary>
    /// Central and provincial money is for living, medical and study aid of the national programme; what a county's own aid centre
    /// gives comes from its own money.
    /// </summary>
    public bool MayPay(string programme, AidKind kind) => Source is not (FundSource.CentralFinance or FundSource.ProvincialMatching)
        || (kind is AidKind.Living or AidKind.Medical or AidKind.Study && programme is AidProgrammes.NeedyWorkerAid or AidProgrammes.GoldenAutumn);

    /// <summary>Money has come in.</summary>
    /// <exception cref="InvalidInputException">No good amount.</exception>
    public void Allocate(decimal amount, string document, Guid personId, DateTimeOffset now)
    {
        if (Yuan.Validate(amount, mustBePositive: true) is { } problem)
            throw new InvalidInputException([problem]);

        Available += amount;
        Enter(FundEntryKind.Allocation, amount, document, null, null, personId, now);
    }

    /// <summary>An earlier entry was wrong. What is reserved or spent cannot be corrected away.</summary>
    public void Correct(decimal amount, string reason, Guid personId, DateTimeOffset now)
    {
        if (amount == 0 || Yuan.Validate(Math.Abs(amount)) is not null)
            throw new InvalidInputException([Yuan.Validate(Math.Abs(amount), mustBePositive: true)!]);

        Take(-amount);
        Enter(FundEntryKind.Correction, amount, reason, null, null, personId, now);
    }

    internal void Reserve(decimal amount, Guid batchId, Guid personId, DateTimeOffset now)
    {
        Take(amount);
        Reserved += amount;
        Enter(FundEntryKind.Reservation, amount, "", batchId, null, personId, now);
    }

    internal void Release(decimal amount, Guid batchId, Guid? paymentId, Guid personId, DateTimeOffset now)
    {
        TakeReserved(amount);
        Available += amount;
        Enter(FundEntryKind.Release, amount, "", batchId, paymentId, personId, now);
    }

    internal void Spend(decimal amount, Guid batchId, Guid paymentId, Guid personId, DateTimeOffset now)
    {
        TakeReserved(amount);
        Spent += amount;
        Enter(FundEntryKind.Payment, amount, "", batchId, paymentId, personId, now);
    }

    private void Take(decimal amount)
    {
        if (amount > Available)
        {
            throw new RuleViolationException(
                "payment-over-balance",
                $"The fund has {MoneyFormat.Number(Available)} yuan available, {MoneyFormat.Number(amount)} are needed.",
                "fund",
                MoneyFormat.Number(Available),
                MoneyFormat.Number(amount));
        }

        Available -= amount;
    }

    private void TakeReserved(decimal amount)
    {
        if (amount > Reserved)
            throw new InvalidOperationException($"Fund {Id} has {Reserved} reserved and not {amount}.");

        Reserved -= amount;
    }

    private void Enter(FundEntryKind kind, decimal amount, string text, Guid? batchId, Guid? paymentId, Guid personId, DateTimeOffset now)
    {
        EntryCount++;
        RowVersion++;
        entries.Add(new FundEntry(this, kind, amount, text, paymentId, personId, now) { BatchId = batchId });
    }
}
