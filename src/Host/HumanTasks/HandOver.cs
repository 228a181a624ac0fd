using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>An administrator moves everything a leaver has to somebody else: looks first, then moves; each task by itself.</summary>
public sealed class HandOver(AidDbContext db, StaffDirectory staff, SeparationOfDuties separation, TaskWrites tasks, IdempotentWrites writes)
{
    public const int MaximumTasks = 500;

    public async Task<HandOverView> PreviewAsync(Actor administrator, Guid fromPersonId, Guid? toPersonId, CancellationToken cancellationToken)
    {
        await RequireAsync(administrator, fromPersonId, cancellationToken);
        var to = toPersonId is null ? null : await TargetAsync(fromPersonId, toPersonId, cancellationToken);
        List<HandOverRow> rows = [];
        foreach (var task in await TasksOf(administrator, fromPersonId).OrderBy(task => task.CreatedAt).ThenBy(task => task.Id).Take(MaximumTasks).AsNoTracking().ToListAsync(cancellationToken))
            rows.Add(Row(task, to is null ? null : await ProblemAsync(task, fromPersonId, to, cancellationToken), moved: false));
        return new HandOverView(rows, await TasksOf(administrator, fromPersonId).CountAsync(cancellationToken));
    }

    /// <summary>What cannot move stays where it is, and the answer says why. Each task has its own part of the key, as in a batch.</summary>
    public async Task<HandOverView> MoveAsync(
        Actor administrator, Guid fromPersonId, Guid? toPersonId, IReadOnlyList<Guid>? taskIds, WriteKey? key, CancellationToken cancellationToken)
    {
        await RequireAsync(administrator, fromPersonId, cancellationToken);
        var to = await TargetAsync(fromPersonId, toPersonId, cancellationToken);
        return await writes.RunAsync<HandOverView>(key, async slot =>
        {
            var moving = await TasksOf(administrator, fromPersonId).Where(task => taskIds == null || taskIds.Contains(task.Id)).OrderBy(task => task.CreatedAt).ThenBy(task => task.Id)
                .Take(MaximumTasks).AsNoTracking().ToListAsync(cancellationToken);
            // What this very request has moved already, before it broke off or in a faster copy of it, belongs to the answer. Read second, so that no move falls between the two.
            var done = key is null ? [] : (await writes.PartsDoneAsync(key, cancellationToken)).Except(moving.Select(task => task.Id)).ToList();
            var moved = done.Count == 0 ? [] : await db.Set<HumanTask>().Where(task => done.Contains(task.Id)).AsNoTracking().ToListAsync(cancellationToken);
            List<HandOverRow> rows = [];
            foreach (var task in moved.Concat(moving).OrderBy(task => task.CreatedAt).ThenBy(task => task.Id))
                rows.Add(await MoveOneAsync(administrator, task, fromPersonId, to, key?.Of(task.Id), cancellationToken));
            var view = new HandOverView(rows, await TasksOf(administrator, fromPersonId).CountAsync(cancellationToken));
            slot.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, cancellationToken);
    }

    private async Task<HandOverRow> MoveOneAsync(Actor administrator, HumanTask task, Guid from, Actor to, WriteKey? key, CancellationToken cancellationToken)
    {
        try
        {
            await tasks.ChangeAsync(task.Id, administrator, key, async change =>
            {
                if (await ProblemAsync(change.Task, from, to, cancellationToken) is { } problem)
                    throw new RuleViolationException(problem, "That person may not do this step.", "toPersonId");

                change.Task.HandOver(change.Actor, from, to, change.KeptOut, change.Now);
            }, cancellationToken);
            return Row(task, null, moved: true);
        }
        catch (RuleViolationException e)
        {
            db.ChangeTracker.Clear();
            return Row(task, e.Code, moved: false);
        }
        catch (Exception e) when (e is InstanceBusyException or StaleInstanceException or DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Row(task, "try-again", moved: false);
        }
    }

    private async Task<string?> ProblemAsync(HumanTask task, Guid from, Actor to, CancellationToken cancellationToken)
    {
        if (task.HandOverProblem(from, to, await separation.OfAsync(task, cancellationToken)) is { } problem)
            return problem;

        var (id, step) = (task.Id, task.StepId);
        var others = await db.Set<HumanTask>().AsNoTracking().Where(other => other.StepId == step && other.Id != id).ToListAsync(cancellationToken);
        return step is not null && task.AssigneePersonId == from && new SignStep(others).Has(to.PersonId) ? "signer-already" : null;
    }

    /// <summary>How many tasks there would be to hand over, for whoever oversees the person.</summary>
    public Task<int> CountAsync(Actor overseer, Guid person, CancellationToken cancellationToken) => TasksOf(overseer, person).CountAsync(cancellationToken);

    private IQueryable<HumanTask> TasksOf(Actor administrator, Guid person)
    {
        var path = administrator.OrganisationPath;
        return db.Set<HumanTask>().Where(task => (task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Waiting)
            && task.OrganisationPath.StartsWith(path)
            && (task.AssigneePersonId == person
                || task.Participants.Any(participant => participant.Kind == ParticipantKind.Opinion && participant.EndedAt == null && participant.PersonId == person)));
    }

    private async Task RequireAsync(Actor administrator, Guid fromPersonId, CancellationToken cancellationToken)
    {
        var from = await staff.PlaceOfAsync(fromPersonId, cancellationToken) ?? throw new RuleViolationException("not-found", "There is no such person.");
        if (!administrator.IsAdministrator || !administrator.Oversees(from.OrganisationPath))
            throw new RuleViolationException("forbidden", "Only an administrator hands tasks over.");
    }

    private async Task<Actor> TargetAsync(Guid from, Guid? toPersonId, CancellationToken cancellationToken)
    {
        var to = await tasks.TargetAsync(toPersonId, "transfer-target-not-candidate", cancellationToken, "toPersonId");
        return to.PersonId == from ? throw new RuleViolationException("hand-over-same", "Tasks are handed over to somebody else.", "toPersonId") : to;
    }

    private static HandOverRow Row(HumanTask task, string? problem, bool moved) =>
        new(task.Id, task.Key, task.Title, task.CaseNumber, task.Status, task.DueAt, problem, moved);
}

/// <param name="TotalCount">How many tasks the person has now.</param>
public sealed record HandOverView(IReadOnlyList<HandOverRow> Items, int TotalCount);

/// <param name="Problem">The code of the rule that keeps the task from moving; null when it can move, or has.</param>
public sealed record HandOverRow(Guid TaskId, string Key, string Title, string? CaseNumber, HumanTaskStatus Status, DateTimeOffset? DueAt, string? Problem, bool Moved);
