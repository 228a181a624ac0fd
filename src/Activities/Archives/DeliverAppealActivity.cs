using AidWorkflows.Activities.Cases;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Archives;

/// <summary>Records how and when the worker was told the result of the re-examination (S-089).</summary>
internal sealed class DeliverAppealActivity : Activity
{
    public override string Type => "Aid.DeliverAppealResult";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("AppealId", "String"), new("TaskKey", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (archive, _, appeal) = await ArchiveOfWorkflow.GetWholeAppealAsync(context);
        var delivery = (await SignedStep.FindAsync(context)).Delivery(ChinaTime.DateOf(context.Now));
        appeal.Deliver(archive, delivery, context.Now);
        await ExitLetters.DeliverAsync(context, appeal.ResultLetterId, delivery);
        return ActivityResult.Complete();
    }
}
