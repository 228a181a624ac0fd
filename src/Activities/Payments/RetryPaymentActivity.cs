using AidWorkflows.Activities.Cases;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Payments;

/// <summary>Lets a payment that failed wait for the next batch (S-072). It is the same payment, tried again.</summary>
internal sealed class RetryPaymentActivity : Activity
{
    public override string Type => "Aid.RetryPayment";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    /// <summary>Corrected: the account was wrong, and must have been corrected since the payment failed.</summary>
    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("PaymentId", "String"), new("Corrected", "Boolean")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        aidCase.RetryPayment(ActivityInputs.Id(context, "PaymentId"), context.Flag("Corrected"), CaseOfWorkflow.PersonOf(context), context.Now);
        return ActivityResult.Complete();
    }
}
