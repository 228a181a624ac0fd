using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Ends an exit: the household leaves when nobody objected in time or the re-examination says so, else it stays (S-088). Which of the
/// two is read from the rows; Stay is for a finding that was not confirmed.
/// </summary>
internal sealed class EndExitActivity : Activity
{
    private const string Left = "已退出";
    private const string Stayed = "继续在册";

    public override string Type => "Aid.EndExit";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ExitId", "String"), new("Stay", "Boolean")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [Left, Stayed];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (archive, exit) = await ArchiveOfWorkflow.GetExitAsync(context);
        var appeal = await context.Services.GetRequiredService<AidDbContext>().Set<ExitAppeal>().SingleOrDefaultAsync(candidate => candidate.ExitId == exit.Id, context.CancellationToken);
        if (context.Flag("Stay") || appeal?.Decision == AppealDecision.DoesNotMeet)
        {
            exit.Stay(archive, context.Now);
            return ActivityResult.Complete(Stayed);
        }

        exit.Leave(archive, appeal, context.Now);
        return ActivityResult.Complete(Left);
    }
}
