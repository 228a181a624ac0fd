using AidWorkflows.Activities.Cases;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Visits;

/// <summary>Raises a doubt about the case (建档存疑, S-048, Q-17) when a condition holds.</summary>
internal sealed class FlagDoubtActivity : Activity
{
    public override string Type => "Aid.FlagDoubt";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("CaseId", "String"), new("Reason", "String"), new("When", "Boolean", System.Text.Json.Nodes.JsonValue.Create(true))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Raised", "Boolean")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var raised = false;
        if (context.Flag("When"))
        {
            var reason = ActivityInputs.Choice<DoubtReason>(context, "Reason");
            var aidCase = await CaseOfWorkflow.GetAsync(context);
            raised = await context.Services.GetRequiredService<DoubtFlags>()
                .RaiseAsync(aidCase.Id, reason, "", CaseOfWorkflow.PersonOf(context), context.Now, context.CancellationToken);
        }

        context.SetOutput("Raised", raised);
        return ActivityResult.Complete();
    }
}
