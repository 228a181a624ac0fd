using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Host.Site;

/// <summary>The tint behind what a check came to; the word in it says the same.</summary>
internal static class CheckMarks
{
    public static string Of(RegisterImportStatus status) => status switch
    {
        RegisterImportStatus.Completed => "mark-good",
        RegisterImportStatus.Interrupted => "mark-bad",
        RegisterImportStatus.Running => "mark-wait",
        _ => "mark-soon",
    };

    public static string Of(ComparisonResult result) => result switch
    {
        ComparisonResult.Match => "mark-good",
        ComparisonResult.Mismatch => "mark-bad",
        ComparisonResult.Doubtful => "mark-soon",
        _ => "",
    };

    public static string Of(VisitConclusion conclusion) => conclusion switch
    {
        VisitConclusion.Eligible => "mark-good",
        VisitConclusion.NotEligible => "mark-bad",
        _ => "mark-soon",
    };
}
