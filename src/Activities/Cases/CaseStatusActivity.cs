using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Cases;

/// <summary>Moves an aid item, or without one the whole case, to a status.</summary>
internal sealed class CaseStatusActivity : Activity
{
    public override string Type => "Aid.CaseStatus";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Status", "String"), new("RequestId", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var person = CaseOfWorkflow.PersonOf(context);
        if (ActivityInputs.OptionalId(context, "RequestId") is { } requestId)
            aidCase.MoveRequestTo(requestId, ActivityInputs.Choice<RequestStatus>(context, "Status"), person, context.Now);
        else
            aidCase.MoveTo(ActivityInputs.Choice<CaseStatus>(context, "Status"), person, context.Now);
        return ActivityResult.Complete();
    }
}
