using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.Letters;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Letters;

/// <summary>
/// Writes a letter to the worker with the reasons that the case's own rows give: the assessment, the step that refused (S-046,
/// S-051, S-185).
/// </summary>
internal sealed class LetterActivity : Activity
{
    public override string Type => "Aid.Letter";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Kind", "String"), new("Step", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("LetterId", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var kind = ActivityInputs.Choice<LetterKind>(context, "Kind");
        var step = context.Text("Step") ?? throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' does not say which step the letter comes from.");
        var letter = new Letter(aidCase.Id, kind, step, await LetterReasons.OfAsync(db, aidCase.Id, kind, step, context.CancellationToken), context.Now);
        db.Add(letter);
        await LetterPaper.MakeAsync(context, letter);
        context.SetOutput("LetterId", letter.Id.ToString());
        return ActivityResult.Complete();
    }
}
