using AidWorkflows.Domain.Papers;

namespace AidWorkflows.Host.Site;

/// <summary>The look of states of papers; the word always stands beside it.</summary>
internal static class PaperMarks
{
    public static string Of(NeededPaperStatus status) => status switch
    {
        NeededPaperStatus.Accepted => "mark-good",
        NeededPaperStatus.Provided => "mark-wait",
        NeededPaperStatus.Deferred => "mark-soon",
        _ => "mark-bad",
    };

    public static string Of(AttachmentStatus status) => status switch
    {
        AttachmentStatus.Accepted => "mark-good",
        AttachmentStatus.Provided => "mark-wait",
        _ => "mark-bad",
    };
}
