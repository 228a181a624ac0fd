using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>Sets the last day of a re-examination, in working days from the receipt (S-087), and says who is kept out of it .</summary>
internal sealed class BeginReexaminationActivity : Activity
{
    public override string Type => "Aid.BeginReexamination";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("AppealId", "String"), new("WorkingDays", "Int32", JsonValue.Create(15)), new("ReceiverMayDecide", "Boolean")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("DueOn", "String"), new("KeptOut", "String[]")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (_, exit, appeal) = await ArchiveOfWorkflow.GetWholeAppealAsync(context);
        var calendar = await WorkCalendars.LoadAsync(context.Services.GetRequiredService<AidDbContext>(), context.CancellationToken);
        appeal.Begin(calendar.DueAfter(ChinaTime.DateOf(appeal.ReceivedAt), HumanTaskInputs.WorkingDays(context, "WorkingDays", 1) ?? 15), context.Flag("ReceiverMayDecide"));
        context.SetOutput("DueOn", appeal.DueOn!.Value.ToString("O", CultureInfo.InvariantCulture));
        context.SetOutput("KeptOut", new JsonArray([.. appeal.KeptOut(exit).Select(person => (JsonNode)person.ToString())]));
        return ActivityResult.Complete();
    }
}
