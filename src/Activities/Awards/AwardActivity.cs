using AidWorkflows.Activities.Archives;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.Assessment;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Awards;

/// <summary>Grants an aid item, to a household with an active archive that is still entitled to it (S-002, S-029, S-031).</summary>
internal sealed class AwardActivity : Activity
{
    public override string Type => "Aid.Award";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("RequestId", "String"), new("Amount", "Decimal"), new("Level", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("AwardId", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var award = aidCase.Grant(
            ActivityInputs.Id(context, "RequestId"),
            ActivityInputs.Amount(context, "Amount"),
            await DecidedLevelAsync(context),
            await ArchiveOfCase.FindAsync(context, aidCase),
            await context.Services.GetRequiredService<CaseAssessor>().LookAsync(aidCase, context.Now, context.CancellationToken),
            context.Now);
        context.SetOutput("AwardId", award.Id.ToString());
        return ActivityResult.Complete();
    }

    /// <summary>Said by the definition, else the level whose task was completed last.</summary>
    private static async Task<OrganisationLevel> DecidedLevelAsync(ActivityContext context)
    {
        if (context.Text("Level") is not null)
            return ActivityInputs.Choice<OrganisationLevel>(context, "Level");

        var db = context.Services.GetRequiredService<AidDbContext>();
        var levels = await db.Set<HumanTask>().AsNoTracking()
            .Where(task => task.WorkflowInstanceId == context.InstanceId && task.Status == HumanTaskStatus.Completed)
            .OrderByDescending(task => task.CompletedAt).ThenByDescending(task => task.CreatedAt)
            .Select(task => task.Level).Take(1).ToListAsync(context.CancellationToken);
        return levels is [var level]
            ? level
            : throw new ActivityFaultException("AW3106", $"'{context.Node.DisplayName}': nobody has decided yet, so an award needs its Level said.");
    }
}
