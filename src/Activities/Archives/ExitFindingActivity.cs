using AidWorkflows.Activities.Cases;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Takes over what two people signed in 《困难职工脱困登记表》 (S-084, S-085). What is missing is refused while they sign, so that they can
/// put it right; the income ledger has to prove the standard (S-081).
/// </summary>
internal sealed class ExitFindingActivity : Activity
{
    public override string Type => "Aid.ExitFinding";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ExitId", "String"), new("TaskKey", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("MonthsProven", "Int32")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (archive, exit) = await ArchiveOfWorkflow.GetExitAsync(context);
        var signed = await SignedStep.FindAsync(context);
        await signed.RequireNoRelativeAsync(context);
        var test = await ExitStandard.TestAsync(context, archive, signed.IsTrue("causeGone"));
        exit.RecordFinding(archive, new ExitFinding(test, signed.Signers, SignatureOf(signed), signed.Text("note")), context.Now);
        context.SetOutput("MonthsProven", test.MonthsProven);
        return ActivityResult.Complete();
    }

    private static WorkerSignature SignatureOf(SignedStep signed) => signed.WorkerSigned
        ?? throw new RuleViolationException("field-not-allowed", "Say whether the worker signed: 已签字, 拒绝签字 or 无法签字.", "form.workerSigned", "已签字, 拒绝签字, 无法签字");
}
