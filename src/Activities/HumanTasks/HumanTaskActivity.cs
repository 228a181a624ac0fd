using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// Asks people to do something and waits for their answer. Every rule is checked again when the answer arrives, under the
/// instance's lock, so that two answers at the same moment cannot both pass.
/// </summary>
internal sealed class HumanTaskActivity : Activity
{
    public const string TypeName = "Aid.HumanTask";

    public override string Type => TypeName;

    public override bool WritesDomain => true;

    public override bool AnswersAreGivenAgain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("Title", "String"),
        new("Key", "String"),
        new("Level", "String"),
        new("Role", "String"),
        new("Outcomes", "String[]"),
        new("Form", "JsonObject"),
        new("DueInWorkingDays", "Int32"),
        new("SignRule", "String", JsonValue.Create("single")),
        new("Signers", "String[]"),
        new("Refusal", "String", JsonValue.Create("one-decides")),
        new("ReturnTo", "String[]"),
        new("RemindAfterWorkingDays", "Int32"),
        new("EscalateAfterWorkingDays", "Int32"),
        new("EscalateToLevel", "String"),
        new("EscalateToRole", "String"),
        new("Amount", "Decimal"),
        new("BatchApproval", "Boolean", JsonValue.Create(false)),
        new("BatchUpTo", "Decimal"),
        new("CopyTo", "String[]"),
        new("ExcludedPersons", "String[]"),
        new("ExcludeEarlierSteps", "String[]"),
    ];

    /// <summary>Comment and form are kept out of the journal; a definition that binds them to a variable does so knowingly.</summary>
    public override IReadOnlyList<OutputDescriptor> Outputs { get; } =
    [
        new("Outcome", "String"),
        new("Comment", "String", IsSensitive: true),
        new("FormData", "Object", IsSensitive: true),
        new("CompletedBy", "String"),
        new("Signatures", "Object[]"),
    ];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => LiteralTexts(node, "outcomes");

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override IReadOnlyList<string> StepsDone(ActivityNode node) => HumanTaskSetup.StepsDone(node);

    public override IEnumerable<SetupProblem> CheckSetup(ActivityNode node) => HumanTaskSetup.Check(node, PossibleOutcomes(node));

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var aidCase = await CaseOfWorkflow.FindAsync(context);
        var specification = HumanTaskInputs.ReadSpecification(context, aidCase);
        var organisation = await HumanTaskInputs.FindOrganisationAsync(db, context, await PlaceOfWorkflow.PathAsync(context) ?? aidCase?.OrganisationPath, specification.Level);
        var place = new HumanTaskPlace(
            aidCase?.Id, aidCase?.CaseNumber, context.InstanceId, "", context.Node.Id, organisation.Id, organisation.Path);
        var timers = await HumanTaskTimers.StartAsync(db, context, place.OrganisationPath);
        IReadOnlyList<Guid?> signers = specification.SignRule is SignRule.Single or SignRule.TwoPerson
            ? [null]
            : [.. (await HumanTaskInputs.SignersAsync(db, context, specification, organisation, aidCase)).Select(signer => (Guid?)signer)];
        var tasks = OpenTasks(context, specification, place, await HumanTaskInputs.DeadlineAsync(db, context), signers);
        db.AddRange(tasks);
        HumanTaskStep.Remember(context, tasks[0]);
        if (signers is [null])
        {
            await WaysBack.GiveToFormerAsync(db, context, tasks[0]);
            if (timers.Any(HumanTaskTimers.IsEscalation) && await HumanTaskInputs.IsForNobodyAsync(db, context, specification, organisation, aidCase))
                timers = await HumanTaskTimers.EscalateAtOnceAsync(db, context, tasks[0], timers);
        }

        return ActivityResult.Wait([.. tasks.Where(task => task.Status == HumanTaskStatus.Open).Select(HumanTaskStep.BookmarkFor), .. timers]);
    }

    public override async ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var submission = context.Services.GetRequiredService<TaskSubmission>();
        var step = await HumanTaskStep.LoadAsync(db, context);
        if (HumanTaskTimers.Owns(resumption))
            return await HumanTaskTimers.FireAsync(db, context, step, resumption);

        var task = step.Tasks.FirstOrDefault(candidate => candidate.BookmarkId == resumption.BookmarkId);
        if (task is null || submission.Command is not { } command || submission.TaskId != task.Id)
            throw new RuleViolationException("task-answer-missing", "A human task is completed by a person through the task list, not by resuming its bookmark.");

        var staff = context.Services.GetRequiredService<StaffDirectory>();
        var person = await staff.FindActorAsync(submission.PersonId, context.CancellationToken)
            ?? throw new RuleViolationException("forbidden", "This account may not act any more.");
        var actor = await staff.WithAbsentAsync(person, context.Now, context.CancellationToken);
        return command switch
        {
            TaskCommand.Answer answer => await HumanTaskStep.SignAsync(db, context, step, task, actor, answer.Given),
            TaskCommand.AddSigner added => await HumanTaskStep.AddSignerAsync(db, context, step, task, actor, added),
            TaskCommand.Return back when back.ToStep == HumanTask.ApplicantStep => await WaysBack.ToApplicantAsync(db, context, task, actor, back),
            TaskCommand.Return back => await WaysBack.ToStepAsync(db, context, task, actor, back),
            TaskCommand.Recall recall => await WaysBack.RecallAsync(db, context, actor, recall),
            _ => throw new InvalidOperationException($"There is no way to do {command.GetType().Name}."),
        };
    }

    public override async ValueTask CanceledAsync(ActivityContext context)
    {
        // Cancelled before it could open its task, for example after a fault.
        if (!HumanTaskStep.HasBegun(context))
            return;

        var step = await HumanTaskStep.LoadAsync(context.Services.GetRequiredService<AidDbContext>(), context);
        foreach (var task in step.Tasks)
            task.Cancel(context.Now);
    }

    private static List<HumanTask> OpenTasks(
        ActivityContext context, HumanTaskSpecification specification, HumanTaskPlace place, TaskDeadline? deadline, IReadOnlyList<Guid?> signers)
    {
        List<HumanTask> tasks = [];
        foreach (var signer in signers)
        {
            var waits = specification.SignRule == SignRule.InOrder && tasks.Count > 0;
            var part = new TaskPart(tasks.FirstOrDefault()?.Id, tasks.Count, signer, waits ? tasks[^1].Id : null);
            tasks.Add(new HumanTask(specification, place with { BookmarkId = waits ? "" : HumanTaskStep.NewBookmarkId(context) }, deadline, context.Now, part));
        }

        return tasks;
    }
}
