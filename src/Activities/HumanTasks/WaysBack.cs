using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// Ways back that are no connections of the graph: to an earlier step, to the applicant's union, and one's own step taken back.
/// Each is one burst; what ran on behind the earlier step is cancelled.
/// </summary>
internal static class WaysBack
{
    private const string SupplementKey = "applicant-supplement";

    public static async Task<ActivityResult> ToStepAsync(AidDbContext db, ActivityContext context, HumanTask task, Actor actor, TaskCommand.Return back)
    {
        var keptOut = await context.Services.GetRequiredService<SeparationOfDuties>().OfAsync(task, context.CancellationToken);
        task.RequireReturn(actor, back.ToStep, back.Reason, keptOut);
        var target = await db.Set<HumanTask>().AsNoTracking()
            .Where(earlier => earlier.WorkflowInstanceId == task.WorkflowInstanceId && earlier.Key == back.ToStep && earlier.ActivityId != task.ActivityId && earlier.Status == HumanTaskStatus.Completed)
            .OrderByDescending(earlier => earlier.CompletedAt)
            .Select(earlier => earlier.ActivityId)
            .FirstOrDefaultAsync(context.CancellationToken);
        if (target is null || !context.CanReturnTo(target))
            throw new RuleViolationException("return-no-such-step", "That step has not been done in this case, or the workflow cannot go back to it.", "toStep");

        task.Return(actor, back.ToStep, HumanTaskStep.Trimmed(back.Reason), keptOut, context.Now);
        await HumanTaskStep.DropDraftsAsync(db, context, task);
        return ActivityResult.ReturnTo(target);
    }

    /// <summary>The step rests while the union that took the application puts something right; then it is the same person's turn again.</summary>
    public static async Task<ActivityResult> ToApplicantAsync(AidDbContext db, ActivityContext context, HumanTask task, Actor actor, TaskCommand.Return back)
    {
        task.RequireReturn(actor, back.ToStep, back.Reason, await context.Services.GetRequiredService<SeparationOfDuties>().OfAsync(task, context.CancellationToken));
        var aidCase = await CaseOfWorkflow.FindAsync(context)
            ?? throw new RuleViolationException("return-no-such-step", "That step has not been done in this case, or the workflow cannot go back to it.", "toStep");
        var organisation = await db.Set<Organisation>().AsNoTracking().SingleAsync(candidate => candidate.Id == aidCase.OrganisationId, context.CancellationToken);
        var specification = new HumanTaskSpecification(SupplementKey, "补充材料", organisation.Level, StaffRoles.Clerk, ["已补充"], null, SignRule.Single, [], []);
        var place = new HumanTaskPlace(
            task.CaseId, task.CaseNumber, task.WorkflowInstanceId, HumanTaskStep.NewBookmarkId(context), task.ActivityId, organisation.Id, organisation.Path);
        var part = new TaskPart(
            task.StepId ?? task.Id, task.Position, Purpose: TaskPurpose.Supplement, AddedBy: actor.PersonId, Request: HumanTaskStep.Trimmed(back.Reason));
        var supplement = new HumanTask(specification, place, await HumanTaskInputs.DeadlineAsync(db, context), context.Now, part);
        db.Add(supplement);
        task.WaitFor(supplement, actor, context.Now);
        if (RequestOf(context, aidCase) is { IsDecided: false } request)
            aidCase.MoveRequestTo(request.Id, RequestStatus.AwaitingSupplement, actor.PersonId, context.Now);
        return ActivityResult.Wait(HumanTaskStep.BookmarkFor(supplement));
    }

    /// <summary>The supplement has come, or the step that asked for it was taken back.</summary>
    public static async Task ReviewAgainAsync(ActivityContext context, Guid personId)
    {
        if (await CaseOfWorkflow.FindAsync(context) is { } aidCase && RequestOf(context, aidCase) is { Status: RequestStatus.AwaitingSupplement } request)
            aidCase.MoveRequestTo(request.Id, RequestStatus.InReview, personId, context.Now);
    }

    public static async Task<ActivityResult> RecallAsync(AidDbContext db, ActivityContext context, Actor actor, TaskCommand.Recall recall)
    {
        await db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == context.InstanceId).LoadAsync(context.CancellationToken);
        var tasks = db.Set<HumanTask>().Local.Where(task => task.WorkflowInstanceId == context.InstanceId).ToList();
        var recalled = tasks.Find(task => task.Id == recall.RecalledTaskId) ?? throw new RuleViolationException("not-found", "There is no such task.");
        recalled.Recall(actor, context.Now);
        if (recalled.Signatures.Count > 1 || tasks.Exists(task => task.StepId == recalled.StepId && task != recalled && task.Signatures.Count > 0))
            throw new RuleViolationException("recall-shared", "Others have signed this step too, so it cannot be taken back by one.");

        var since = tasks.Where(task => task != recalled && (task.CompletedAt ?? task.CreatedAt) >= recalled.CompletedAt && task.Status != HumanTaskStatus.Cancelled).ToList();
        var begun = since.Select(task => task.Id).ToList();
        if (since.Exists(task => !task.IsUntouched)
            || await db.Set<TaskDraft>().AnyAsync(draft => begun.Contains(draft.TaskId), context.CancellationToken)
            || await AwardedSinceAsync(context, recalled)
            || !context.CanReturnTo(recalled.ActivityId))
        {
            throw new RuleViolationException("recall-too-late", "The step cannot be taken back: somebody has gone on with it, or aid was granted.");
        }

        await ReviewAgainAsync(context, actor.PersonId);
        return ActivityResult.ReturnTo(recalled.ActivityId);
    }

    /// <summary>Who sent it on, or had it before it came back, gets it again as long as they may do it.</summary>
    public static async Task GiveToFormerAsync(AidDbContext db, ActivityContext context, HumanTask task)
    {
        var submission = context.Services.GetRequiredService<TaskSubmission>();
        if (submission.Command is not (TaskCommand.Recall or TaskCommand.Return))
            return;

        var former = await db.Set<HumanTask>().AsNoTracking()
            .Where(earlier => earlier.WorkflowInstanceId == task.WorkflowInstanceId && earlier.ActivityId == task.ActivityId && earlier.Purpose == TaskPurpose.Step && earlier.CompletedBy != null)
            .OrderByDescending(earlier => earlier.CompletedAt)
            .Select(earlier => earlier.CompletedBy)
            .FirstOrDefaultAsync(context.CancellationToken);
        if (former is { } personId
            && await context.Services.GetRequiredService<StaffDirectory>().FindActorAsync(personId, context.CancellationToken) is { } actor
            && task.IsForStaff(actor)
            && !(await context.Services.GetRequiredService<SeparationOfDuties>().RelativesAsync(task.CaseId, context.CorrelationId, context.CancellationToken)).Contains(personId))
        {
            task.Resume(personId, context.Now);
        }
    }

    private static async Task<bool> AwardedSinceAsync(ActivityContext context, HumanTask recalled)
    {
        if (await CaseOfWorkflow.FindAsync(context) is not { } aidCase)
            return false;

        var request = RequestOf(context, aidCase);
        return aidCase.Awards.Any(award => award.DecidedAt >= recalled.CompletedAt && (request is null || award.RequestId == request.Id));
    }

    private static AidRequest? RequestOf(ActivityContext context, AidCase aidCase)
    {
        var id = ActivityInputs.OptionalId(context, "RequestId");
        return aidCase.Requests.FirstOrDefault(request => request.Id == id) ?? (id is null && aidCase.Requests is [var only] ? only : null);
    }
}
