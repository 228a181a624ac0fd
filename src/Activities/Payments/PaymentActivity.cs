using AidWorkflows.Activities.Cases;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.People;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Payments;

/// <summary>Makes the pending payment of an award, by bank card to the applicant's own account (S-071).</summary>
internal sealed class PaymentActivity : Activity
{
    public override string Type => "Aid.Payment";

    public override bool EndsAtOnce => true;

    /// <summary>S-043 and S-052: nobody is paid past the visit of two persons and the public notice.</summary>
    public override IReadOnlyList<string> StepsNeeded { get; } = [CaseSteps.TwoPerson, CaseSteps.Publicity];

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("RequestId", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("PaymentId", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var requestId = ActivityInputs.Id(context, "RequestId");
        var award = aidCase.Awards.FirstOrDefault(candidate => candidate.RequestId == requestId)
            ?? throw new ActivityFaultException("AW3107", $"'{context.Node.DisplayName}': aid request {requestId} has no award to pay.");
        var protector = context.Services.GetRequiredService<FieldProtector>();
        var payment = aidCase.Pay(
            award.Id,
            paymentId =>
            {
                // A sealed field opens only in its own row, so the payment gets the number sealed anew.
                var number = protector.Open(SealedColumns.BankAccountNumber, aidCase.Bank.Id, aidCase.Bank.NumberSealed);
                return new SealedField(protector.Seal(SealedColumns.PaymentAccount, paymentId, number), aidCase.Bank.NumberMask);
            },
            context.Now);
        context.SetOutput("PaymentId", payment.Id.ToString());
        return ActivityResult.Complete();
    }
}
