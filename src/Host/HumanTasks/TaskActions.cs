using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>What people do with tasks. Each answer is the task as it is after the commit.</summary>
public sealed class TaskActions(
    AidDbContext db, WorkflowRuntime runtime, TaskSubmission submission, StaffDirectory staff, IdempotentWrites writes, TimeProvider clock)
{
    public Task<TaskView> ClaimAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(taskId, actor, key, (task, earlier) => task.Claim(actor, earlier, clock.GetUtcNow()), cancellationToken);

    public Task<TaskView> UnclaimAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(taskId, actor, key, (task, _) => task.Unclaim(actor, clock.GetUtcNow()), cancellationToken);

    public async Task<TaskView> TransferAsync(Guid taskId, Guid? toPersonId, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        if (toPersonId is null)
            throw new InvalidInputException([new ValidationProblem("field-required", "personId", "This field is required.")]);

        var to = await staff.FindActorAsync(toPersonId.Value, cancellationToken);
        return await ChangeAsync(
            taskId,
            actor,
            key,
            (task, earlier) => task.Transfer(
                actor,
                to ?? throw new RuleViolationException("transfer-target-not-candidate", "That person is not in the task's organisation, level and role.", "personId"),
                earlier,
                clock.GetUtcNow()),
            cancellationToken);
    }

    /// <summary>Signs an outcome and resumes the workflow, in one commit. The rules run again under the workflow's lock.</summary>
    public Task<TaskView> CompleteAsync(Guid taskId, TaskAnswer answer, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<TaskView>(key, slot => NameTheOtherAsync(() => CompleteAsync(taskId, answer, actor, slot, cancellationToken), cancellationToken), cancellationToken);

    private async Task<TaskView> CompleteAsync(Guid taskId, TaskAnswer answer, Actor actor, AnswerOfWrite<TaskView> slot, CancellationToken cancellationToken)
    {
        var before = await FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, actor, cancellationToken);

        // Asked of a copy first, so that most refusals cost no transaction and a form comes back with all its mistakes.
        var earlier = await db.EarlierSignersOfAsync(before, cancellationToken);
        var bookmarkId = before.BookmarkId;
        var names = await NamesAsync(before, actor, cancellationToken);
        var organisation = await OrganisationNameAsync(before, cancellationToken);
        before.Sign(actor, answer, earlier, clock.GetUtcNow());

        var latest = TaskInbox.View(before, names, organisation);
        slot.Is(() => Tracked(taskId) is { } task ? TaskInbox.View(task, names, organisation) : latest);
        submission.Submit(taskId, actor.PersonId, answer);
        try
        {
            await runtime.ResumeAsync(new ResumeWorkflow(bookmarkId, null, actor.PersonId.ToString()), cancellationToken);
        }
        catch (StimulusConsumedException)
        {
            // Somebody was faster. The row says who; if it does not, the first of two people just signed or took it back.
            var now = await FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, actor, cancellationToken);
            now.Sign(actor, answer, earlier, clock.GetUtcNow());
            throw new RuleViolationException("task-changed", "The task changed at this moment. Look at it again.");
        }

        // The workflow could not take the answer: its rows were taken back and an incident tells the administrator why.
        return Tracked(taskId) is { } completed
            ? TaskInbox.View(completed, names, organisation)
            : throw new RuleViolationException("task-answer-failed", "The workflow could not take the answer. Nothing you entered was stored; an administrator can see the incident. Try again later.");
    }

    private Task<TaskView> ChangeAsync(
        Guid taskId, Actor actor, WriteKey? key, Action<HumanTask, IReadOnlySet<Guid>> change, CancellationToken cancellationToken) =>
        writes.RunAsync<TaskView>(key, slot => NameTheOtherAsync(async () =>
        {
            var task = await FindAsync(db.Set<HumanTask>(), taskId, actor, cancellationToken);
            change(task, await db.EarlierSignersOfAsync(task, cancellationToken));
            var names = await NamesAsync(task, actor, cancellationToken);
            var organisation = await OrganisationNameAsync(task, cancellationToken);
            slot.Is(() => TaskInbox.View(task, names, organisation));
            await db.SaveChangesAsync(cancellationToken);
            return TaskInbox.View(task, names, organisation);
        }, cancellationToken), cancellationToken);

    private static async Task<HumanTask> FindAsync(IQueryable<HumanTask> tasks, Guid taskId, Actor actor, CancellationToken cancellationToken)
    {
        var task = await tasks.SingleOrDefaultAsync(candidate => candidate.Id == taskId, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such task.");
        return task.IsVisibleTo(actor) ? task : throw new RuleViolationException("task-not-yours", "The task is for other people.");
    }

    /// <summary>A conflict says who was first and when, by name.</summary>
    private async Task<TaskView> NameTheOtherAsync(Func<Task<TaskView>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (RuleViolationException e) when (e.Code is "task-already-completed" or "task-assigned-to-other" && e.Arguments is [Guid person, ..])
        {
            var name = (await staff.NamesAsync([person], cancellationToken)).GetValueOrDefault(person, "");
            throw new RuleViolationException(e.Code, $"{e.Message} ({name}, {e.Arguments[1]:u})", e.Field, name, e.Arguments[1]);
        }
    }

    private HumanTask? Tracked(Guid taskId) => db.Set<HumanTask>().Local.FirstOrDefault(task => task.Id == taskId);

    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(HumanTask task, Actor actor, CancellationToken cancellationToken)
    {
        Guid?[] people = [actor.PersonId, task.AssigneePersonId, task.CompletedBy, .. task.Signatures.Select(signature => (Guid?)signature.PersonId)];
        return await staff.NamesAsync(people.OfType<Guid>(), cancellationToken);
    }

    private async Task<string> OrganisationNameAsync(HumanTask task, CancellationToken cancellationToken) =>
        await db.Set<Organisation>().Where(organisation => organisation.Id == task.OrganisationId).Select(organisation => organisation.Name).SingleAsync(cancellationToken);
}
