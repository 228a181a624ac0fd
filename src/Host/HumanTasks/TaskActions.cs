using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>Whose a task is, and everything that moves the workflow. Each answer is the task as it is after the commit.</summary>
public sealed class TaskActions(AidDbContext db, SeparationOfDuties separation, WorkflowRuntime runtime, TaskSubmission submission, TaskWrites writes)
{
    public Task<TaskView> ClaimAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.ChangeAsync(taskId, actor, key, change =>
        {
            change.Task.Claim(change.Actor, change.KeptOut, change.Now);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<TaskView> UnclaimAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.ChangeAsync(taskId, actor, key, change =>
        {
            change.Task.Unclaim(change.Actor, change.Now);
            return Task.CompletedTask;
        }, cancellationToken);

    public async Task<TaskView> TransferAsync(Guid taskId, Guid? toPersonId, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        var to = await writes.TargetAsync(toPersonId, "transfer-target-not-candidate", cancellationToken);
        return await writes.ChangeAsync(taskId, actor, key, async change =>
        {
            // Whose turn comes later in the same step cannot sign for two.
            var (id, step) = (change.Task.Id, change.Task.StepId);
            var others = await db.Set<HumanTask>().AsNoTracking().Where(task => task.StepId == step && task.Id != id).ToListAsync(cancellationToken);
            if (step is not null && new SignStep(others).Has(to.PersonId))
                throw new RuleViolationException("signer-already", "That person signs this step already.", "personId");

            change.Task.Transfer(change.Actor, to, change.KeptOut, change.Now);
        }, cancellationToken);
    }

    /// <summary>Signs an outcome and resumes the workflow, in one commit. The rules run again under the workflow's lock.</summary>
    public Task<TaskView> CompleteAsync(Guid taskId, TaskAnswer answer, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        CommandAsync(taskId, new TaskCommand.Answer(answer), change => change.Task.Sign(change.Actor, answer, change.KeptOut, change.Now), actor, key, cancellationToken);

    /// <summary>Goes back to an earlier step of the case, or to the applicant's union.</summary>
    public Task<TaskView> ReturnAsync(Guid taskId, string toStep, string? reason, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        CommandAsync(
            taskId, new TaskCommand.Return(toStep, reason), change => change.Task.RequireReturn(change.Actor, toStep, reason, change.KeptOut), actor, key, cancellationToken);

    /// <summary>Draws another signer into the step.</summary>
    public async Task<TaskView> AddSignerAsync(
        Guid taskId, Guid? personId, bool after, string? request, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        if (request?.Length > HumanTask.MaximumCommentLength)
            throw new InvalidInputException([new ValidationProblem("comment-too-long", "comment", "The comment is too long.", HumanTask.MaximumCommentLength)]);

        var signer = await writes.TargetAsync(personId, "transfer-target-not-candidate", cancellationToken);
        return await CommandAsync(
            taskId, new TaskCommand.AddSigner(signer.PersonId, after, request), change => change.Task.RequireSignerToAdd(change.Actor, signer, change.KeptOut), actor, key, cancellationToken);
    }

    /// <summary>Takes one's own completed step back, through the task that followed it.</summary>
    public Task<TaskView> RecallAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync(key, async slot =>
        {
            var acting = await writes.WithAbsentAsync(actor, cancellationToken);
            var recalled = await TaskWrites.FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, acting, cancellationToken);
            recalled.Recall(acting, writes.Now);
            var instance = recalled.WorkflowInstanceId;
            var next = await db.Set<HumanTask>().AsNoTracking()
                .Where(task => task.WorkflowInstanceId == instance && task.Status == HumanTaskStatus.Open && task.BookmarkId != "")
                .OrderByDescending(task => task.CreatedAt).ThenBy(task => task.Id)
                .FirstOrDefaultAsync(cancellationToken)
                ?? throw new RuleViolationException("recall-too-late", "The step cannot be taken back: somebody has gone on with it, or aid was granted.");
            submission.Submit(next.Id, actor.PersonId, new TaskCommand.Recall(taskId));
            return await ResumeAsync(recalled, next.BookmarkId, actor, slot, cancellationToken);
        }, cancellationToken);

    private Task<TaskView> CommandAsync(
        Guid taskId, TaskCommand command, Action<TaskChange> check, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync(key, async slot =>
        {
            var acting = await writes.WithAbsentAsync(actor, cancellationToken);
            var before = await TaskWrites.FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, acting, cancellationToken);

            // Asked of a copy first, so that most refusals cost no transaction and a form comes back with all its mistakes.
            var keptOut = await separation.OfAsync(before, cancellationToken);
            var bookmarkId = before.BookmarkId;
            check(new TaskChange(before, acting, keptOut, writes.Now));
            submission.Submit(taskId, actor.PersonId, command);
            try
            {
                return await ResumeAsync(before, bookmarkId, acting, slot, cancellationToken);
            }
            catch (StimulusConsumedException)
            {
                // Somebody was faster. The row says who; if it does not, the first of two people just signed or took it back.
                var now = await TaskWrites.FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, acting, cancellationToken);
                check(new TaskChange(now, acting, keptOut, writes.Now));
                throw new RuleViolationException("task-changed", "The task changed at this moment. Look at it again.");
            }
        }, cancellationToken);

    private async Task<TaskView> ResumeAsync(HumanTask before, string bookmarkId, Actor actor, AnswerOfWrite<TaskView> slot, CancellationToken cancellationToken)
    {
        var names = await writes.NamesAsync(before, actor, cancellationToken);
        var organisation = await writes.OrganisationNameAsync(before, cancellationToken);
        var latest = TaskInbox.View(before, names, organisation);
        slot.Is(() => Tracked(before.Id) is { } task ? TaskInbox.View(task, names, organisation) : latest);
        try
        {
            await runtime.ResumeAsync(new ResumeWorkflow(bookmarkId, null, actor.PersonId.ToString()), cancellationToken);
        }
        catch (StimulusConsumedException) when (before.Status == HumanTaskStatus.Recalled)
        {
            throw new RuleViolationException("recall-too-late", "The step cannot be taken back: somebody has gone on with it, or aid was granted.");
        }

        // The workflow could not take the answer: its rows were taken back and an incident tells the administrator why.
        return Tracked(before.Id) is { } after
            ? TaskInbox.View(after, names, organisation)
            : throw new RuleViolationException("task-answer-failed", "The workflow could not take the answer. Nothing you entered was stored; an administrator can see the incident. Try again later.");
    }

    private HumanTask? Tracked(Guid taskId) => db.Set<HumanTask>().Local.FirstOrDefault(task => task.Id == taskId);
}
