using AidWorkflows.Activities.Cases;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Moves an open archive between 在册 and 解困 after a check (S-080, S-082). Leaving is for the procedure of an exit alone, which tells
/// the worker and waits for an objection.
/// </summary>
internal sealed class ArchiveStatusActivity : Activity
{
    public override string Type => "Aid.ArchiveStatus";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ArchiveId", "String"), new("Status", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var state = ActivityInputs.Choice<ArchiveState>(context, "Status");
        if (state is not (ArchiveState.Active or ArchiveState.Relieved))
            throw new ActivityFaultException("AW3130", $"'{context.Node.DisplayName}': the status can be active or relieved; households leave by the workflow 'exit'.");

        var archive = await ArchiveOfWorkflow.GetAsync(context);
        if (archive.State == ArchiveState.Temporary)
            throw new ActivityFaultException("AW3130", $"'{context.Node.DisplayName}': a temporary archive is opened by its own procedure, not by a status.");

        archive.MoveTo(state, CaseOfWorkflow.PersonOf(context), context.Now);
        return ActivityResult.Complete();
    }
}
