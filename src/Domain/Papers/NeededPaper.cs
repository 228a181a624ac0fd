using AidWorkflows.Domain.Assessment;

namespace AidWorkflows.Domain.Papers;

public enum NeededPaperStatus
{
    Missing = 0,
    Provided = 1,
    Accepted = 2,
    Rejected = 3,
    Deferred = 4,
    Overdue = 5,
}

/// <summary>A document that the assessment by the case's policy asks for, and how it stands (S-042, S-109 to S-113).</summary>
/// <param name="DueOn">The last day for one that may come later.</param>
public sealed record NeededPaper(DocumentNeed Need, NeededPaperStatus Status, DateOnly? DueOn)
{
    public bool IsHere => Status is NeededPaperStatus.Provided or NeededPaperStatus.Accepted;

    public static IReadOnlyList<NeededPaper> Of(
        IReadOnlyList<DocumentNeed> needs, IReadOnlyCollection<Attachment> attachments, IReadOnlyCollection<PaperDeferral> deferrals, DateOnly today) =>
        [.. needs.Select(need => Of(need, [.. attachments.Where(attachment => attachment.Need == need.Id)], deferrals.FirstOrDefault(deferral => deferral.Need == need.Id), today))];

    private static NeededPaper Of(DocumentNeed need, IReadOnlyList<Attachment> attachments, PaperDeferral? deferral, DateOnly today)
    {
        // The policy itself may allow a later day (S-113); a union's decision about this case goes before.
        var due = deferral?.Until ?? need.FollowBy;
        if (attachments.Any(attachment => attachment.Status == AttachmentStatus.Accepted))
            return new(need, NeededPaperStatus.Accepted, due);
        if (attachments.Any(attachment => attachment.Status == AttachmentStatus.Provided))
            return new(need, NeededPaperStatus.Provided, due);
        if (due < today)
            return new(need, NeededPaperStatus.Overdue, due);
        if (attachments.Count > 0)
            return new(need, NeededPaperStatus.Rejected, due);

        return new(need, due is null ? NeededPaperStatus.Missing : NeededPaperStatus.Deferred, due);
    }
}
