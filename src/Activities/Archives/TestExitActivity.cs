using AidWorkflows.Domain.Assessment;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Activities.Archives;

/// <summary>Whether the household is still in hardship, relieved, or out of it, by its income ledger (S-080 to S-082).</summary>
internal sealed class TestExitActivity : Activity
{
    public override string Type => "Aid.TestExit";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ArchiveId", "String"), new("CauseIsGone", "Boolean")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } =
        [new("Outcome", "String"), new("MonthsProven", "Int32"), new("MonthsNeeded", "Int32")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => ["仍困难", "解困", "脱困"];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var result = await ExitStandard.TestAsync(context, await ArchiveOfWorkflow.GetAsync(context), context.Flag("CauseIsGone"));
        var outcome = result.Outcome switch
        {
            ExitOutcome.Lifted => "脱困",
            ExitOutcome.Relieved => "解困",
            _ => "仍困难",
        };
        context.SetOutput("Outcome", outcome);
        context.SetOutput("MonthsProven", result.MonthsProven);
        context.SetOutput("MonthsNeeded", result.MonthsNeeded);
        return ActivityResult.Complete(outcome);
    }
}
