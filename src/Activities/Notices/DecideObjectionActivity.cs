using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Notices;

/// <summary>
/// Records what became of an objection, by the human task that looked into it. Whoever has signed any other step of the case
/// cannot have decided it.
/// </summary>
internal sealed class DecideObjectionActivity : Activity
{
    public override string Type => "Aid.DecideObjection";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ObjectionId", "String"), new("TaskKey", "String"), new("Upheld", "Boolean")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var id = ActivityInputs.Id(context, "ObjectionId");
        var objection = await db.Set<Objection>().SingleOrDefaultAsync(candidate => candidate.Id == id, context.CancellationToken)
            ?? throw new ActivityFaultException("AW3122", $"'{context.Node.DisplayName}': there is no objection {id}.");
        var signed = await SignedStep.FindAsync(context);
        await signed.RequireNoRelativeAsync(context);
        objection.Decide(context.Flag("Upheld"), signed.Last, await InvolvedAsync(db, objection, signed.Decider, context.CancellationToken), context.Now);
        return ActivityResult.Complete();
    }

    /// <summary>Everybody who signed a step of the case that is not itself the look into an objection.</summary>
    private static async Task<IReadOnlySet<Guid>> InvolvedAsync(AidDbContext db, Objection objection, HumanTask decided, CancellationToken cancellationToken)
    {
        var signers = await db.Set<HumanTask>().AsNoTracking()
            .Where(task => task.CaseId == objection.CaseId && task.Key != decided.Key && task.Status == HumanTaskStatus.Completed)
            .SelectMany(task => task.Signatures.Select(signature => new { signature.PersonId, signature.OnBehalfOf }))
            .ToListAsync(cancellationToken);
        return signers.SelectMany(signature => new[] { signature.PersonId, signature.OnBehalfOf ?? signature.PersonId }).ToHashSet();
    }
}
