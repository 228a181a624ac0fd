using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Records the delivery of the notice and waits the months in which the worker may object (S-086, Q-23). The rules are checked again
/// when an objection arrives, under the instance's lock: at the very end of the period either the timer or the objection wins.
/// </summary>
internal sealed class AwaitAppealActivity : Activity
{
    private const string Deadline = TypeName + ".Deadline";
    private const string TypeName = "Aid.AwaitAppeal";
    private const string NoAppeal = "无申诉";
    private const string Appealed = "已申诉";

    public override string Type => TypeName;

    public override bool WritesDomain => true;

    public override bool AnswersAreGivenAgain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("ExitId", "String"), new("TaskKey", "String"), new("Months", "Int32", JsonValue.Create(1))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("AppealUntil", "String"), new("AppealId", "String")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [NoAppeal, Appealed];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var (archive, exit) = await ArchiveOfWorkflow.GetExitAsync(context);
        var delivery = (await SignedStep.FindAsync(context)).Delivery(ChinaTime.DateOf(context.Now));
        var months = HumanTaskInputs.WorkingDays(context, "Months", 1) ?? 1;
        exit.OpenAppeals(archive, delivery, months, HumanTaskStep.NewBookmarkId(context), context.Now);
        await ExitLetters.DeliverAsync(context, exit.NoticeLetterId, delivery);
        context.SetOutput("AppealUntil", exit.AppealUntil!.Value.ToString("O", CultureInfo.InvariantCulture));
        return context.Now >= exit.AppealEndsAt
            ? ActivityResult.Complete(NoAppeal)
            : ActivityResult.Wait(new NewBookmark(Type, exit.Id.ToString(), new JsonObject { ["exitId"] = exit.Id.ToString() }, Id: exit.BookmarkId), Timer(context, exit));
    }

    public override async ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var (archive, exit) = await ArchiveOfWorkflow.GetExitAsync(context);
        if (resumption.BookmarkName == Deadline)
            return context.Now >= exit.AppealEndsAt ? ActivityResult.Complete(NoAppeal) : ActivityResult.Wait(Timer(context, exit));

        var submission = context.Services.GetRequiredService<AppealSubmission>();
        if (submission.Appeal is not { } received || submission.ExitId != exit.Id)
            throw new RuleViolationException("task-answer-missing", "An objection is entered by a person at the archive, not by resuming its bookmark.");

        var appeal = new ExitAppeal(received.Id, exit, received.Receiver, received.ReceivedBy, received.GroundsSealed, context.Now);
        exit.Appeal(archive, appeal, context.Now);
        context.Services.GetRequiredService<AidDbContext>().Add(appeal);
        context.SetOutput("AppealId", appeal.Id.ToString());
        return ActivityResult.Complete(Appealed);
    }

    private static NewBookmark Timer(ActivityContext context, ArchiveExit exit) => new(
        Deadline, context.ExecutionId, new JsonObject { ["resumeAt"] = exit.AppealEndsAt!.Value.ToString("O", CultureInfo.InvariantCulture) }, exit.AppealEndsAt);
}
