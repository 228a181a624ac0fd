using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Visits;

/// <summary>Why an application is doubtful (建档存疑, Q-17).</summary>
public enum DoubtReason
{
    ComparisonMismatch = 0,
    ComparisonDoubtful = 1,
    MissingEvidence = 2,
    Complaint = 3,
    DuplicateId = 4,
    SharedBankAccount = 5,

    /// <summary>A rule of the policy whose effect is doubt, found by an assessment.</summary>
    PolicyRule = 6,
}

/// <summary>A doubt about a case, until a county reviewer clears it with a reason.</summary>
public sealed class DoubtFlag
{
    public const int LongestNote = 500;

    /// <param name="note">Ids and codes, or what a person wrote; no numbers of people.</param>
    public DoubtFlag(Guid caseId, DoubtReason reason, string note, Guid? personId, DateTimeOffset now)
    {
        if (note.Length > LongestNote)
            throw new RuleViolationException("field-too-long", $"At most {LongestNote} characters.", "note", LongestNote);

        Id = RisingId.New(now);
        CaseId = caseId;
        Reason = reason;
        Note = note;
        RaisedBy = personId;
        RaisedAt = now;
    }

    // For the object-relational mapper.
    private DoubtFlag()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public DoubtReason Reason { get; private set; }

    public string Note { get; private set; } = "";

    public Guid? RaisedBy { get; private set; }

    public DateTimeOffset RaisedAt { get; private set; }

    public Guid? ClearedBy { get; private set; }

    public DateTimeOffset? ClearedAt { get; private set; }

    public string? ClearedBecause { get; private set; }

    public long RowVersion { get; private set; }

    public bool IsOpen => ClearedAt is null;

    /// <summary>S-048: the county, which has to visit what is doubtful, says when it no longer is.</summary>
    public static bool MayClear(Actor actor, string casePath) => actor.Has(StaffRoles.Reviewer) && actor.Level == OrganisationLevel.County && actor.Oversees(casePath);

    /// <summary>The line of the case's timeline.</summary>
    public CaseEvent Told() => new("doubt-flagged", CaseId, null, RaisedBy, RaisedAt, new Dictionary<string, string> { ["doubt"] = Reason.ToString() });

    /// <returns>The line of the case's timeline.</returns>
    public CaseEvent Clear(Actor actor, string casePath, string? because, DateTimeOffset now)
    {
        if (!MayClear(actor, casePath))
            throw new RuleViolationException("forbidden", "A doubt is cleared by a reviewer of the county.");
        if (!IsOpen)
            throw new RuleViolationException("doubt-cleared", "The doubt has been cleared already.");
        if (string.IsNullOrWhiteSpace(because))
            throw new RuleViolationException("field-required", "This field is required.", "reason");
        if (because.Trim().Length > LongestNote)
            throw new RuleViolationException("field-too-long", $"At most {LongestNote} characters.", "reason", LongestNote);

        ClearedBy = actor.PersonId;
        ClearedAt = now;
        ClearedBecause = because.Trim();
        RowVersion++;
        return new CaseEvent("doubt-cleared", CaseId, null, actor.PersonId, now, new Dictionary<string, string> { ["doubt"] = Reason.ToString() });
    }
}
