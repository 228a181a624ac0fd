using System.Globalization;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Letters;

public enum LetterKind
{
    /// <summary>不予困难帮扶告知书, also the explanation after a negative first review (S-046, S-051).</summary>
    Refusal = 0,

    /// <summary>退出告知书: the household leaves the programme (S-084).</summary>
    ExitNotice = 1,

    /// <summary>复核结果通知: the result of a re-examination (S-089).</summary>
    ReexaminationResult = 2,

    /// <summary>异议处理结果.</summary>
    ObjectionResult = 3,
}

/// <summary>How the worker was told (S-089).</summary>
public enum DeliveryMethod
{
    InPerson = 0,
    Written = 1,
    Sms = 2,
    Phone = 3,
}

/// <summary>One reason in a letter: a code with the figures for its text, never free text about a person.</summary>
public sealed record LetterReason(string Code, IReadOnlyDictionary<string, string> Data);

/// <summary>Something the union tells the worker in due form, with its reasons and the proof that it arrived.</summary>
public sealed class Letter
{
    private readonly List<CaseEvent> events = [];

    public Letter(Guid caseId, LetterKind kind, string step, IReadOnlyList<LetterReason> reasons, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        CaseId = caseId;
        Kind = kind;
        Step = step;
        Reasons = reasons;
        WrittenAt = now;
        Record("letter-written", null, now, ("kind", kind.ToString()));
    }

    // For the object-relational mapper.
    private Letter()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public LetterKind Kind { get; private set; }

    /// <summary>The step of the procedure that it comes from ("comparison").</summary>
    public string Step { get; private set; } = "";

    public IReadOnlyList<LetterReason> Reasons { get; private set; } = [];

    public DateTimeOffset WrittenAt { get; private set; }

    public DeliveryMethod? DeliveryMethod { get; private set; }

    /// <summary>The day the worker got it; periods run from here .</summary>
    public DateOnly? DeliveredOn { get; private set; }

    public Guid? DeliveredBy { get; private set; }

    public long RowVersion { get; private set; }

    public IReadOnlyList<CaseEvent> Events => events;

    /// <exception cref="RuleViolationException">letter-delivered, delivery-before-letter, delivery-in-future.</exception>
    public void Deliver(DeliveryMethod method, DateOnly on, Guid by, DateOnly today, DateTimeOffset now)
    {
        if (DeliveredOn is not null)
            throw new RuleViolationException("letter-delivered", "The delivery of this letter is recorded already.", "deliveredOn", DeliveredOn);
        if (on > today)
            throw new RuleViolationException("delivery-in-future", "The day of delivery cannot be in the future.", "deliveredOn", today);
        if (on < Calendar.ChinaTime.DateOf(WrittenAt))
            throw new RuleViolationException("delivery-before-letter", "A letter is not delivered before it is written.", "deliveredOn", Calendar.ChinaTime.DateOf(WrittenAt));

        DeliveryMethod = method;
        DeliveredOn = on;
        DeliveredBy = by;
        Record("letter-delivered", by, now, ("kind", Kind.ToString()), ("method", method.ToString()), ("on", on.ToString("O", CultureInfo.InvariantCulture)));
    }

    private void Record(string code, Guid? personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        events.Add(new CaseEvent(code, CaseId, null, personId, now, data.ToDictionary(pair => pair.Key, pair => pair.Value)));
    }
}
