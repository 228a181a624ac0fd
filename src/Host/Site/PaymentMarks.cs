using AidWorkflows.Domain.Payments;

namespace AidWorkflows.Host.Site;

/// <summary>The tint behind the state of a batch and of its lines.</summary>
internal static class PaymentMarks
{
    public static string Of(PaymentBatchStatus status) => status switch
    {
        PaymentBatchStatus.Settled => "mark-good",
        PaymentBatchStatus.Cancelled => "",
        PaymentBatchStatus.Draft => "mark-soon",
        _ => "mark-wait",
    };

    public static string Of(PaymentAttemptStatus status) => status switch
    {
        PaymentAttemptStatus.Paid => "mark-good",
        PaymentAttemptStatus.Failed => "mark-bad",
        PaymentAttemptStatus.Waiting => "mark-wait",
        _ => "",
    };
}
