using AidWorkflows.Activities.Letters;
using AidWorkflows.Data;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>Writes the notice of an exit to the worker (S-084), which says why and until when an objection is possible.</summary>
internal sealed class ExitNoticeActivity : Activity
{
    public override string Type => "Aid.ExitNotice";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ExitId", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("LetterId", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (archive, exit) = await ArchiveOfWorkflow.GetExitAsync(context);
        Letter? letter = null;
        if (archive.CaseId is { } caseId)
        {
            letter = new Letter(caseId, LetterKind.ExitNotice, "exit", [ExitLetters.ReasonOf(exit)], context.Now);
            context.Services.GetRequiredService<AidDbContext>().Add(letter);
            await LetterPaper.MakeAsync(context, letter);
        }

        exit.Notify(archive, letter?.Id, context.Now);
        context.SetOutput("LetterId", letter?.Id.ToString());
        return ActivityResult.Complete();
    }
}
