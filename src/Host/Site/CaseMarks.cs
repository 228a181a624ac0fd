using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Host.Policies;

namespace AidWorkflows.Host.Site;

/// <summary>The tint behind a status; the word in it says the same to those who do not see colours.</summary>
internal static class CaseMarks
{
    public static string Of(CaseStatus status) => status switch
    {
        CaseStatus.Approved => "mark-good",
        CaseStatus.Rejected => "mark-bad",
        CaseStatus.AwaitingSupplement => "mark-soon",
        CaseStatus.InReview => "mark-wait",
        _ => "",
    };

    public static string Of(RequestStatus status) => status switch
    {
        RequestStatus.Approved => "mark-good",
        RequestStatus.Rejected => "mark-bad",
        RequestStatus.AwaitingSupplement => "mark-soon",
        RequestStatus.InReview => "mark-wait",
        _ => "",
    };

    public static string Of(AssessmentOutcome outcome) => outcome switch
    {
        AssessmentOutcome.Eligible => "mark-good",
        AssessmentOutcome.NotEligible or AssessmentOutcome.Excluded => "mark-bad",
        _ => "mark-soon",
    };

    public static string Of(StepResult result) => result switch
    {
        StepResult.Yes => "mark-good",
        StepResult.No => "",
        _ => "mark-soon",
    };

    public static string Of(PolicyState state) => state switch
    {
        PolicyState.InForce => "mark-good",
        PolicyState.Future => "mark-wait",
        _ => "",
    };

    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Paid => "mark-good",
        PaymentStatus.Failed => "mark-bad",
        PaymentStatus.InBatch => "mark-wait",
        _ => "mark-soon",
    };
}
