using System.Globalization;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Papers;

/// <summary>后补: a required document may be handed in later, until a day and for a reason (S-113).</summary>
public sealed class PaperDeferral
{
    public const int LongestDays = 90;
    public const int LongestReason = 400;

    /// <exception cref="RuleViolationException">deferral-date, field-required, field-too-long.</exception>
    public PaperDeferral(Guid caseId, string need, DateOnly until, string? reason, Guid personId, DateOnly today, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        CaseId = caseId;
        Need = need;
        Grant(until, reason, personId, today, now);
    }

    // For the object-relational mapper.
    private PaperDeferral()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>The required document's id in the policy.</summary>
    public string Need { get; private set; } = "";

    public DateOnly Until { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid GrantedBy { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }

    public long RowVersion { get; private set; }

    public void Grant(DateOnly until, string? reason, Guid personId, DateOnly today, DateTimeOffset now)
    {
        if (until <= today || until > today.AddDays(LongestDays))
            throw new RuleViolationException("deferral-date", $"A document is deferred to a day after today, at most {LongestDays} days.", "until", today.AddDays(1), today.AddDays(LongestDays));
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleViolationException("field-required", "This field is required.", "reason");
        if (reason.Length > LongestReason)
            throw new RuleViolationException("field-too-long", $"At most {LongestReason} characters.", "reason", LongestReason);

        Until = until;
        Reason = reason.Trim();
        GrantedBy = personId;
        GrantedAt = now;
        RowVersion++;
    }

    public CaseEvent Told() => new("paper-deferred", CaseId, null, GrantedBy, GrantedAt, new Dictionary<string, string>
    {
        ["need"] = Need,
        ["until"] = Until.ToString("O", CultureInfo.InvariantCulture),
    });
}
