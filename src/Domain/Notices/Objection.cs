using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Notices;

public enum ObjectionState
{
    Open = 0,
    Upheld = 1,
    Dismissed = 2,
}

/// <summary>Somebody disputes a public notice. Who it is and what they say is sealed; an objector has to be safe.</summary>
public sealed class Objection
{
    private readonly List<CaseEvent> events = [];

    public Objection(Guid id, Notice notice, byte[] textSealed, byte[]? contactSealed, DateTimeOffset now)
    {
        Id = id;
        NoticeId = notice.Id;
        CaseId = notice.CaseId;
        OrganisationPath = notice.OrganisationPath;
        TextSealed = textSealed;
        ContactSealed = contactSealed;
        ReceivedAt = now;
        Record("objection-received", null, now);
    }

    // For the object-relational mapper.
    private Objection()
    {
    }

    public Guid Id { get; private set; }

    public Guid NoticeId { get; private set; }

    public Guid CaseId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public byte[] TextSealed { get; private set; } = [];

    /// <summary>How to reach the objector; null for an anonymous one.</summary>
    public byte[]? ContactSealed { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public ObjectionState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public long RowVersion { get; private set; }

    public IReadOnlyList<CaseEvent> Events => events;

    /// <param name="decidedBy">Who looked into it.</param>
    /// <param name="involved">Everybody who has signed a step of the case before; none of them may decide.</param>
    /// <exception cref="RuleViolationException">objection-decided, objection-own-case.</exception>
    public void Decide(bool upheld, Guid decidedBy, IReadOnlySet<Guid> involved, DateTimeOffset now)
    {
        if (State != ObjectionState.Open)
            throw new RuleViolationException("objection-decided", "The objection has been decided already.", "objection", State);
        if (involved.Contains(decidedBy))
            throw new RuleViolationException("objection-own-case", "An objection is decided by somebody who has not worked on the case before.", "objection");

        State = upheld ? ObjectionState.Upheld : ObjectionState.Dismissed;
        DecidedBy = decidedBy;
        DecidedAt = now;
        Record(upheld ? "objection-upheld" : "objection-dismissed", decidedBy, now);
    }

    private void Record(string code, Guid? personId, DateTimeOffset now)
    {
        RowVersion++;
        events.Add(new CaseEvent(code, CaseId, null, personId, now));
    }
}
