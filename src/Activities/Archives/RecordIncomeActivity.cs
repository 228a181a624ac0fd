using AidWorkflows.Activities.Cases;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Archives;

/// <summary>Enters in the income ledger what a check found for the last month that is over; without an amount it does nothing.</summary>
internal sealed class RecordIncomeActivity : Activity
{
    public override string Type => "Aid.RecordIncome";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("ArchiveId", "String"), new("PerHead", "Decimal"), new("TaskKey", "String"), new("Evidence", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (context.Text("PerHead") is null)
            return ActivityResult.Complete();

        var archive = await ArchiveOfWorkflow.GetAsync(context);
        var today = ChinaTime.DateOf(context.Now);
        var month = ExitStandard.LastMonth(today);
        var signed = await SignedStep.FindAsync(context);
        if (archive.IsOpen)
            archive.RecordIncome(month.Year, month.Month, ActivityInputs.Amount(context, "PerHead"), context.Text("Evidence"), signed.Last, today, context.Now);
        return ActivityResult.Complete();
    }
}
