using AidWorkflows.Activities.Archives;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Cases;

/// <summary>Moves an aid item, or without one the whole case, to a status. Ends the workflow of an aid item that has been withdrawn.</summary>
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
        {
            aidCase.StartDecision(requestId, context.InstanceId);

            // Taken back between the archive and the first step of its decision, when there was no workflow yet to cancel.
            if (aidCase.IsWithdrawn(requestId))
                return ActivityResult.Finish;

            aidCase.MoveRequestTo(requestId, ActivityInputs.Choice<RequestStatus>(context, "Status"), person, context.Now);
        }
        else
        {
            aidCase.MoveTo(ActivityInputs.Choice<CaseStatus>(context, "Status"), person, context.Now);

            // A refused application leaves no temporary archive behind.
            if (!aidCase.IsOpen && await ArchiveOfCase.FindAsync(context, aidCase) is { State: ArchiveState.Temporary } archive)
                archive.MoveTo(ArchiveState.Withdrawn, person, context.Now);
        }

        return ActivityResult.Complete();
    }
}
