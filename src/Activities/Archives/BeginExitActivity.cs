using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Takes up the exit that a request has made (S-083), or makes one for a finding (S-084). While one is pending no other begins.
/// </summary>
internal sealed class BeginExitActivity : Activity
{
    private const string ByRequest = "主动申请";
    private const string ByFinding = "入户认定";
    private const string AlreadyPending = "已在办理";

    public override string Type => "Aid.BeginExit";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ArchiveId", "String"), new("RequestId", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("ExitId", "String")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [ByRequest, ByFinding, AlreadyPending];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (Guid.TryParse(context.Text("RequestId"), out var requestId))
            return Take(context, (await ArchiveOfWorkflow.GetExitAsync(context, requestId)).Exit);

        var db = context.Services.GetRequiredService<AidDbContext>();
        var archive = await ArchiveOfWorkflow.GetAsync(context);
        if (!archive.IsOpen || await db.Set<ArchiveExit>().AnyAsync(pending => pending.PendingArchiveId == archive.Id, context.CancellationToken))
            return ActivityResult.Complete(AlreadyPending);

        var exit = ArchiveExit.Begin(archive, ExitRoute.Finding, null, CaseOfWorkflow.PersonOf(context), context.Now);
        db.Add(exit);
        return Take(context, exit);
    }

    private static ActivityResult Take(ActivityContext context, ArchiveExit exit)
    {
        context.SetOutput("ExitId", exit.Id.ToString());
        return ActivityResult.Complete(exit.Route == ExitRoute.Request ? ByRequest : ByFinding);
    }
}
