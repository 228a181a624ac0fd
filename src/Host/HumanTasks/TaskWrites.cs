using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>What all writes to a task have in common: one effect per key, fresh rows after a lost race, names in refusals.</summary>
public sealed class TaskWrites(AidDbContext db, StaffDirectory staff, SeparationOfDuties separation, IdempotentWrites writes, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Changes one task's row. The change sees the actor with the absent people whose stand-in they are.</summary>
    public Task<TaskView> ChangeAsync(
        Guid taskId, Actor actor, WriteKey? key, Func<TaskChange, Task> change, CancellationToken cancellationToken) =>
        RunAsync(key, async slot =>
        {
            var acting = await staff.WithAbsentAsync(actor, Now, cancellationToken);
            var task = await FindAsync(db.Set<HumanTask>(), taskId, acting, cancellationToken);
            await change(new TaskChange(task, acting, await separation.OfAsync(task, cancellationToken), Now));
            var names = await NamesAsync(task, actor, cancellationToken);
            var organisation = await OrganisationNameAsync(task, cancellationToken);
            slot.Is(() => TaskInbox.View(task, names, organisation));
            await db.SaveChangesAsync(cancellationToken);
            return TaskInbox.View(task, names, organisation);
        }, cancellationToken);

    public Task<TaskView> RunAsync(WriteKey? key, Func<AnswerOfWrite<TaskView>, Task<TaskView>> write, CancellationToken cancellationToken) =>
        writes.RunAsync<TaskView>(key, slot => NameTheOtherAsync(() => write(slot), cancellationToken), cancellationToken);

    /// <summary>A person as the target of a change: a colleague to hand a task to, to ask, to tell.</summary>
    public async Task<Actor> TargetAsync(Guid? personId, string refusal, CancellationToken cancellationToken, string field = "personId")
    {
        if (personId is null)
            throw new InvalidInputException([new ValidationProblem("field-required", field, "This field is required.")]);

        return await staff.FindActorAsync(personId.Value, cancellationToken)
            ?? throw new RuleViolationException(refusal, "That person is not fit for this.", field);
    }

    public Task<Actor> WithAbsentAsync(Actor actor, CancellationToken cancellationToken) => staff.WithAbsentAsync(actor, Now, cancellationToken);

    public static async Task<HumanTask> FindAsync(IQueryable<HumanTask> tasks, Guid taskId, Actor actor, CancellationToken cancellationToken)
    {
        var task = await tasks.SingleOrDefaultAsync(candidate => candidate.Id == taskId, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such task.");
        return task.IsVisibleTo(actor) ? task : throw new RuleViolationException("task-not-yours", "The task is for other people.");
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(HumanTask task, Actor actor, CancellationToken cancellationToken) =>
        await staff.NamesAsync([actor.PersonId, .. actor.StandsInFor, .. TaskInbox.PeopleOf(task)], cancellationToken);

    public async Task<string> OrganisationNameAsync(HumanTask task, CancellationToken cancellationToken) =>
        await db.Set<Organisation>().Where(organisation => organisation.Id == task.OrganisationId).Select(organisation => organisation.Name).SingleAsync(cancellationToken);

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
}

/// <summary>A task about to be changed, by whom, and who is kept out of it.</summary>
public sealed record TaskChange(HumanTask Task, Actor Actor, KeptOut KeptOut, DateTimeOffset Now);
