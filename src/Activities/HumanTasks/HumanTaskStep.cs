using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>The tasks of one run of a human-task activity: signing them, adding signers, and what it all comes to.</summary>
internal static class HumanTaskStep
{
    private const string TaskId = "taskId";

    public static bool HasBegun(ActivityContext context) => context.Properties.ContainsKey(TaskId);

    public static void Remember(ActivityContext context, HumanTask first) => context.Properties[TaskId] = first.Id.ToString();

    public static string NewBookmarkId(ActivityContext context) => RisingId.New(context.Now).ToString("N");

    public static NewBookmark BookmarkFor(HumanTask task) => new(
        HumanTaskActivity.TypeName,
        task.Id.ToString(),
        new JsonObject { [TaskId] = task.Id.ToString(), ["taskName"] = task.Key },
        Id: task.BookmarkId);

    public static async Task<SignStep> LoadAsync(AidDbContext db, ActivityContext context)
    {
        // Tasks from before there were steps have no step id.
        var id = Guid.Parse((string?)context.Properties[TaskId] ?? "");
        await db.Set<HumanTask>().Where(task => task.Id == id || task.StepId == id).LoadAsync(context.CancellationToken);
        var step = new SignStep(db.Set<HumanTask>().Local.Where(task => task.Id == id || task.StepId == id));
        return step.Tasks.Count > 0
            ? step
            : throw new ActivityFaultException("AW3104", $"The human task {id} of '{context.Node.DisplayName}' does not exist any more.");
    }

    public static async Task<ActivityResult> SignAsync(
        AidDbContext db, ActivityContext context, SignStep step, HumanTask task, Actor actor, TaskAnswer answer)
    {
        var keptOut = await context.Services.GetRequiredService<SeparationOfDuties>().OfAsync(task, context.CancellationToken);
        var represented = task.AssigneePersonId is { } assignee && actor.StandsInFor.Contains(assignee) ? assignee : actor.PersonId;
        if (task.Purpose != TaskPurpose.Supplement && (step.HasSigned(actor.PersonId, task) || step.HasSigned(represented, task)))
            throw new RuleViolationException("second-person-required", "You have signed already; a second person has to sign this task.");
        if (answer.InBatch && task.BatchProblem(await CaseOfWorkflow.FindAsync(context) is { Warnings.Count: > 0 }) is { } problem)
            throw new RuleViolationException(problem, "The task cannot be approved together with others.");
        if (!task.Sign(actor, answer, keptOut, context.Now))
        {
            task.WaitAt(NewBookmarkId(context));
            return ActivityResult.Wait(BookmarkFor(task));
        }

        await DropDraftsAsync(db, context, task);
        if (task.Purpose == TaskPurpose.Supplement)
            await WaysBack.ReviewAgainAsync(context, actor.PersonId);
        if (step.Decider(task) is { } decider)
            return await DecideAsync(db, context, step, decider);

        var next = step.NextAfter(task).ToList();
        foreach (var turn in next)
            turn.Open(NewBookmarkId(context), context.Now);
        return ActivityResult.Wait([.. next.Select(BookmarkFor)]);
    }

    public static async Task<ActivityResult> AddSignerAsync(
        AidDbContext db, ActivityContext context, SignStep step, HumanTask task, Actor actor, TaskCommand.AddSigner added)
    {
        var signer = await context.Services.GetRequiredService<StaffDirectory>().FindActorAsync(added.PersonId, context.CancellationToken)
            ?? throw new RuleViolationException("transfer-target-not-candidate", "That person is not in the task's organisation, level and role.", "personId");
        task.RequireSignerToAdd(actor, signer, await context.Services.GetRequiredService<SeparationOfDuties>().OfAsync(task, context.CancellationToken));
        if (signer.PersonId == actor.PersonId || actor.StandsInFor.Contains(signer.PersonId) || step.Has(signer.PersonId))
            throw new RuleViolationException("signer-already", "That person signs this step already.", "personId");

        var part = new TaskPart(
            task.StepId ?? task.Id, task.Position, signer.PersonId, added.After ? task.Id : null,
            added.After ? TaskPurpose.AddedAfter : TaskPurpose.AddedBefore, actor.PersonId, Trimmed(added.Request));
        var another = await AnotherAsync(context, task, part);
        db.Add(another);
        if (!added.After)
        {
            task.WaitFor(another, actor, context.Now);
            return ActivityResult.Wait(BookmarkFor(another));
        }

        foreach (var later in step.NextAfter(task).ToList())
            later.WaitInsteadFor(another);
        task.KeepFor(actor, context.Now);
        task.WaitAt(NewBookmarkId(context));
        return ActivityResult.Wait(BookmarkFor(task));
    }

    /// <summary>One more signer of the same step: the same outcomes, but the form stays with the task it belongs to.</summary>
    private static async Task<HumanTask> AnotherAsync(ActivityContext context, HumanTask task, TaskPart part)
    {
        var aidCase = await CaseOfWorkflow.FindAsync(context);
        var specification = HumanTaskInputs.ReadSpecification(context, aidCase) with
        {
            Level = task.Level,
            Role = task.Role,
            Form = null,
            SignRule = SignRule.Single,
            Batch = null,
            CopyTo = [],
        };
        var place = new HumanTaskPlace(
            task.CaseId, task.CaseNumber, task.WorkflowInstanceId, part.WaitsFor is null ? NewBookmarkId(context) : "", task.ActivityId, task.OrganisationId, task.OrganisationPath);
        var deadline = task is { DueAt: { } dueAt, DueExplanation: { } explanation } ? new TaskDeadline(dueAt, explanation) : null;
        return new HumanTask(specification, place, deadline, context.Now, part);
    }

    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What others had begun to write goes with the task; it may hold what nobody signed.</summary>
    public static Task DropDraftsAsync(AidDbContext db, ActivityContext context, HumanTask task) =>
        db.Set<TaskDraft>().Where(draft => draft.TaskId == task.Id).ExecuteDeleteAsync(context.CancellationToken);

    private static async Task<ActivityResult> DecideAsync(AidDbContext db, ActivityContext context, SignStep step, HumanTask decider)
    {
        foreach (var task in step.Tasks)
            task.Cancel(context.Now);
        if (step.Tasks.FirstOrDefault(task => task.CopyTo.Count > 0) is { } copied)
            decider.CopyByDefinition(await HumanTaskInputs.ReceiversAsync(db, context, copied), context.Now);

        context.SetOutput("Outcome", decider.Outcome);
        context.SetOutput("Comment", decider.Comment);
        context.SetOutput("FormData", DecidingFields(step.FormOf(decider)));
        context.SetOutput("CompletedBy", decider.CompletedBy?.ToString());
        context.SetOutput("Signatures", Signatures(step));
        return ActivityResult.Complete(decider.Outcome!);
    }

    private static JsonArray Signatures(SignStep step) => new([.. step.Tasks
        .Where(task => task.Purpose != TaskPurpose.Supplement)
        .SelectMany(task => task.Signatures)
        .OrderBy(signature => signature.At)
        .Select(signature => (JsonNode)new JsonObject
        {
            ["personId"] = signature.PersonId.ToString(),
            ["onBehalfOf"] = signature.OnBehalfOf?.ToString(),
            ["outcome"] = signature.Outcome,
            ["at"] = signature.At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        })]);

    /// <summary>Free text stays in the task; only numbers, ticks and choices go on into the workflow and its journal.</summary>
    private static JsonObject DecidingFields(HumanTask task)
    {
        var result = new JsonObject();
        if (task.Form is null || task.FormData is null)
            return result;

        var schema = FormSchema.Parse(task.Form);
        foreach (var (name, value) in JsonNode.Parse(task.FormData)!.AsObject())
        {
            if (schema.Fields.TryGetValue(name, out var field) && (field.Type != FormFieldType.Text || field.Allowed is not null))
                result[name] = value?.DeepClone();
        }

        return result;
    }
}
