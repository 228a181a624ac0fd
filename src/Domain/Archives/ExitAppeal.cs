using System.Globalization;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>The union that a worker turned to; the worker may choose (S-086).</summary>
public enum AppealReceiver
{
    EmployerUnion = 0,
    GrassrootsUnion = 1,
    CountyUnion = 2,
}

public enum AppealDecision
{
    /// <summary>符合退出标准: the household leaves.</summary>
    MeetsStandard = 0,

    /// <summary>不符合: the household stays.</summary>
    DoesNotMeet = 1,
}

/// <summary>A worker's objection to an exit, and its re-examination (S-086 to S-089).</summary>
public sealed class ExitAppeal
{
    public ExitAppeal(Guid id, ArchiveExit exit, AppealReceiver receiver, Guid receivedBy, byte[] groundsSealed, DateTimeOffset now)
    {
        Id = id;
        ExitId = exit.Id;
        ArchiveId = exit.ArchiveId;
        OrganisationPath = exit.OrganisationPath;
        Receiver = receiver;
        ReceivedBy = receivedBy;
        ReceivedAt = now;
        GroundsSealed = groundsSealed;
    }

    // For the object-relational mapper.
    private ExitAppeal()
    {
    }

    public Guid Id { get; private set; }

    public Guid ExitId { get; private set; }

    public Guid ArchiveId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public AppealReceiver Receiver { get; private set; }

    public Guid ReceivedBy { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>What the worker says; sealed, because it tells about a household.</summary>
    public byte[] GroundsSealed { get; private set; } = [];

    /// <summary>The last day for the re-examination; null until it is begun.</summary>
    public DateOnly? DueOn { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Whether the person who received it may examine it; as the workflow's setting was .</summary>
    public bool ReceiverMayDecide { get; private set; }

    public AppealDecision? Decision { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public IReadOnlyList<Guid> DecidedBy { get; private set; } = [];

    public Guid? ResultLetterId { get; private set; }

    public DeliveryMethod? DeliveryMethod { get; private set; }

    public DateOnly? DeliveredOn { get; private set; }

    public Guid? DeliveredBy { get; private set; }

    public long RowVersion { get; private set; }

    /// <summary>S-087: kept when it was decided in time, missed when not, even if that is only found out later.</summary>
    public bool IsLate(DateTimeOffset now) => DueAt is { } due && (DecidedAt ?? now) >= due;

    /// <summary>S-087: the working days count from the day of receipt, which is not counted itself.</summary>
    public void Begin(DueDate due, bool receiverMayDecide)
    {
        DueOn = due.Date;
        DueAt = due.EndsAt.ToUniversalTime();
        ReceiverMayDecide = receiverMayDecide;
        RowVersion++;
    }

    /// <summary>Who may not examine it: who made the finding and, unless the setting says otherwise, who received it .</summary>
    public IReadOnlySet<Guid> KeptOut(ArchiveExit exit) =>
        ReceiverMayDecide ? exit.Visitors.ToHashSet() : exit.Visitors.Append(ReceivedBy).ToHashSet();

    /// <exception cref="RuleViolationException">appeal-decided, second-person-required, appeal-own-finding, appeal-own-receipt.</exception>
    public void Decide(HouseholdArchive archive, ArchiveExit exit, AppealDecision decision, IReadOnlyList<Guid> deciders, DateTimeOffset now)
    {
        if (Decision is not null)
            throw new RuleViolationException("appeal-decided", "The objection has been decided already.", "archive", Decision);
        Guid[] people = [.. deciders.Distinct()];
        if (people.Length < 2)
            throw new RuleViolationException("second-person-required", "Two different people examine an objection and sign.");
        if (people.Any(exit.Visitors.Contains))
            throw new RuleViolationException("appeal-own-finding", "An objection is examined by others than those who visited before.");
        if (!ReceiverMayDecide && people.Contains(ReceivedBy))
            throw new RuleViolationException("appeal-own-receipt", "An objection is examined by others than the one who received it.");

        Decision = decision;
        DecidedAt = now;
        DecidedBy = people;
        Tell(archive, decision == AppealDecision.MeetsStandard ? "appeal-dismissed" : "appeal-upheld", people[^1], now, ("late", IsLate(now) ? "true" : "false"));
    }

    public void Notify(Guid? letterId)
    {
        ResultLetterId = letterId;
        RowVersion++;
    }

    /// <summary>S-089: the result was told in writing, by SMS or otherwise; how and when is kept.</summary>
    /// <exception cref="RuleViolationException">appeal-not-decided, letter-delivered, delivery-in-future, delivery-before-letter.</exception>
    public void Deliver(HouseholdArchive archive, Delivery delivery, DateTimeOffset now)
    {
        if (DecidedAt is not { } decided)
            throw new RuleViolationException("appeal-not-decided", "The objection is not decided yet.", "archive");
        if (DeliveredOn is not null)
            throw new RuleViolationException("letter-delivered", "The delivery of this letter is recorded already.", "form.deliveredOn", DeliveredOn);

        delivery.Require(ChinaTime.DateOf(decided), ChinaTime.DateOf(now));
        DeliveryMethod = delivery.Method;
        DeliveredOn = delivery.On;
        DeliveredBy = delivery.By;
        Tell(archive, "appeal-result-delivered", delivery.By, now, ("method", delivery.Method.ToString()), ("on", delivery.On.ToString("O", CultureInfo.InvariantCulture)));
    }

    private void Tell(HouseholdArchive archive, string code, Guid? personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        archive.Record(code, personId, now, [("archive", archive.ArchiveNumber), .. data]);
    }
}
