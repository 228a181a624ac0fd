using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Reports;

/// <summary>Records that a monthly report went to one of its two recipients, how and when (S-095).</summary>
internal sealed class SendReportActivity : Activity
{
    public override string Type => "Aid.SendReport";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ReportId", "String"), new("Recipient", "String"), new("TaskKey", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var id = ActivityInputs.Id(context, "ReportId");
        var report = await context.Services.GetRequiredService<AidDbContext>().Set<MonthlyReport>().SingleOrDefaultAsync(candidate => candidate.Id == id, context.CancellationToken)
            ?? throw new ActivityFaultException("AW3131", $"'{context.Node.DisplayName}': there is no report {id}.");
        var signed = await SignedStep.FindAsync(context);
        var today = ChinaTime.DateOf(context.Now);
        report.Send(ActivityInputs.Choice<ReportReceiver>(context, "Recipient"), signed.Method(), signed.Day("sentOn", today), signed.Last, today);
        return ActivityResult.Complete();
    }
}
