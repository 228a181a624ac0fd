using AidWorkflows.Activities.Cases;
using AidWorkflows.Activities.Letters;
using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>Keeps the result of a re-examination with those who signed it, and writes the letter about it (S-087 to S-089).</summary>
internal sealed class DecideAppealActivity : Activity
{
    public override string Type => "Aid.DecideAppeal";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("AppealId", "String"), new("TaskKey", "String"), new("MeetsStandard", "Boolean")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("LetterId", "String"), new("Late", "Boolean")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (archive, exit, appeal) = await ArchiveOfWorkflow.GetWholeAppealAsync(context);
        var signed = await SignedStep.FindAsync(context);
        await signed.RequireNoRelativeAsync(context);
        var decision = context.Flag("MeetsStandard") ? AppealDecision.MeetsStandard : AppealDecision.DoesNotMeet;
        appeal.Decide(archive, exit, decision, signed.Signers, context.Now);
        Letter? letter = null;
        if (archive.CaseId is { } caseId)
        {
            var reason = new LetterReason(decision == AppealDecision.MeetsStandard ? "appeal-dismissed" : "appeal-upheld", new Dictionary<string, string>());
            letter = new Letter(caseId, LetterKind.ReexaminationResult, "exit-appeal", [reason], context.Now);
            context.Services.GetRequiredService<AidDbContext>().Add(letter);
            await LetterPaper.MakeAsync(context, letter);
        }

        appeal.Notify(letter?.Id);
        context.SetOutput("LetterId", letter?.Id.ToString());
        context.SetOutput("Late", appeal.IsLate(context.Now));
        return ActivityResult.Complete();
    }
}
