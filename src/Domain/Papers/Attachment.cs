using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Papers;

public enum AttachmentStatus
{
    Provided = 0,
    Accepted = 1,
    Rejected = 2,
}

/// <summary>A file that the applicant handed in (S-042).</summary>
public sealed class Attachment
{
    public const int LongestReason = 400;

    /// <param name="need">Which required document it is, by its id in the policy; null for anything else.</param>
    /// <param name="fileName">Sealed: people name their scans after themselves.</param>
    public Attachment(Guid id, Guid caseId, string? need, byte[] fileName, InspectedUpload file, Guid uploadedBy, DateTimeOffset now)
    {
        Id = id;
        CaseId = caseId;
        Need = need;
        FileNameSealed = fileName;
        Type = file.Type;
        Size = file.Size;
        Hash = file.Hash;
        UploadedBy = uploadedBy;
        UploadedAt = now;
    }

    // For the object-relational mapper.
    private Attachment()
    {
    }

    /// <summary>Also the name of its file.</summary>
    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string? Need { get; private set; }

    public byte[] FileNameSealed { get; private set; } = [];

    public UploadType Type { get; private set; }

    public int Size { get; private set; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public AttachmentStatus Status { get; private set; }

    public string? Reason { get; private set; }

    public Guid UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public long RowVersion { get; private set; }

    public CaseEvent Told() => Event("attachment-provided", UploadedBy, UploadedAt);

    /// <summary>Somebody has opened it. What it is called is not said.</summary>
    public CaseEvent Opened(Guid personId, DateTimeOffset now) => Event("attachment-opened", personId, now);

    /// <exception cref="RuleViolationException">attachment-decided, four-eyes.</exception>
    public CaseEvent Accept(Guid personId, DateTimeOffset now)
    {
        Decide(AttachmentStatus.Accepted, null, personId, now);
        return Event("attachment-accepted", personId, now);
    }

    /// <exception cref="RuleViolationException">attachment-decided, four-eyes, field-required, field-too-long.</exception>
    public CaseEvent Reject(string? reason, Guid personId, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleViolationException("field-required", "This field is required.", "reason");
        if (reason.Length > LongestReason)
            throw new RuleViolationException("field-too-long", $"At most {LongestReason} characters.", "reason", LongestReason);

        Decide(AttachmentStatus.Rejected, reason.Trim(), personId, now);
        return Event("attachment-rejected", personId, now);
    }

    private void Decide(AttachmentStatus status, string? reason, Guid personId, DateTimeOffset now)
    {
        if (Status != AttachmentStatus.Provided)
            throw new RuleViolationException("attachment-decided", $"It is {Status} already.", "attachment", Status);
        if (personId == UploadedBy)
            throw new RuleViolationException("four-eyes", "Somebody else accepts what you have uploaded.", "attachment");

        Status = status;
        Reason = reason;
        DecidedBy = personId;
        DecidedAt = now;
        RowVersion++;
    }

    private CaseEvent Event(string code, Guid personId, DateTimeOffset now) =>
        new(code, CaseId, null, personId, now, new Dictionary<string, string> { ["need"] = Need ?? "other" });
}
