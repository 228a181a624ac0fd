using System.Globalization;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Letters;

/// <summary>Records how and when a letter reached the worker (S-089), as the form of a human task says.</summary>
internal sealed class DeliverActivity : Activity
{
    public override string Type => "Aid.Deliver";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("LetterId", "String"), new("TaskKey", "String"), new("Method", "String"), new("DeliveredOn", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("DeliveryDay", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var id = ActivityInputs.Id(context, "LetterId");
        await db.Set<Letter>().Where(candidate => candidate.Id == id).LoadAsync(context.CancellationToken);
        var letter = db.Set<Letter>().Local.FirstOrDefault(candidate => candidate.Id == id)
            ?? throw new ActivityFaultException("AW3124", $"'{context.Node.DisplayName}': there is no letter {id}.");
        var today = ChinaTime.DateOf(context.Now);
        var on = context.Text("DeliveredOn") is { } text
            ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new RuleViolationException("delivery-date-invalid", "The day of delivery is written like 2026-03-01.", "form.deliveredOn")
            : today;
        letter.Deliver(ActivityInputs.Choice<DeliveryMethod>(context, "Method"), on, await DelivererAsync(context), today, context.Now);
        context.SetOutput("DeliveryDay", on.ToString("O", CultureInfo.InvariantCulture));
        return ActivityResult.Complete();
    }

    private static async Task<Guid> DelivererAsync(ActivityContext context)
    {
        if (context.Text("TaskKey") is not null)
            return (await SignedStep.FindAsync(context)).Last;

        return CaseOfWorkflow.PersonOf(context)
            ?? throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' does not say which task delivered the letter.");
    }
}
