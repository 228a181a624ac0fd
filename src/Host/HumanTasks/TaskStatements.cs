using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>
/// What somebody has said that a task has to decide about: an objection to a notice, the grounds of an appeal (S-086). It is
/// sealed, and opened only for the person who has the task; each opening is a line of the timeline.
/// </summary>
public sealed class TaskStatements(AidDbContext db, TaskWrites tasks, SeparationOfDuties separation, FieldProtector protector)
{
    /// <summary>The workflows that decide about a statement.</summary>
    private const string ObjectionDefinition = "objection";
    private const string AppealDefinition = "exit-appeal";

    /// <exception cref="RuleViolationException">not-found, task-not-yours, task-already-completed, the exclusions of the task, task-not-claimed.</exception>
    public async Task<TaskStatement> OpenAsync(Guid taskId, Actor actor, CancellationToken cancellationToken)
    {
        var acting = await tasks.WithAbsentAsync(actor, cancellationToken);
        var task = await TaskWrites.FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, acting, cancellationToken);
        task.RequireMine(acting, await separation.OfAsync(task, cancellationToken));
        if (task.AssigneePersonId is null)
            throw new RuleViolationException("task-not-claimed", "Claim the task first: what was said is opened for the person who has the task.");

        var instance = await db.Instances.AsNoTracking().Where(row => row.Id == task.WorkflowInstanceId).Select(row => new { row.DefinitionId, row.CorrelationId }).SingleAsync(cancellationToken);
        var statement = instance.DefinitionId switch
        {
            ObjectionDefinition => await ObjectionAsync(task, cancellationToken),
            AppealDefinition => await AppealAsync(instance.CorrelationId, cancellationToken),
            _ => null,
        } ?? throw new RuleViolationException("not-found", "There is nothing undecided that this task is about.");
        db.Add(new CaseEvent("statement-opened", task.CaseId, task.Id, actor.PersonId, tasks.Now));
        await db.SaveChangesAsync(cancellationToken);
        return statement;
    }

    private async Task<TaskStatement?> ObjectionAsync(HumanTask task, CancellationToken cancellationToken)
    {
        var objection = await db.Set<Objection>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.CaseId == task.CaseId && candidate.State == ObjectionState.Open, cancellationToken);
        return objection is null ? null : new TaskStatement(
            protector.Open(SealedColumns.ObjectionText, objection.Id, objection.TextSealed),
            objection.ContactSealed is { } contact ? protector.Open(SealedColumns.ObjectorContact, objection.Id, contact) : null,
            objection.ReceivedAt);
    }

    /// <param name="correlationId">The number of the case, or of the archive where there is no case.</param>
    private async Task<TaskStatement?> AppealAsync(string? correlationId, CancellationToken cancellationToken)
    {
        var appeal = await db.Set<ExitAppeal>().AsNoTracking()
            .Where(candidate => candidate.Decision == null && db.Set<HouseholdArchive>().Any(archive => archive.Id == candidate.ArchiveId
                && (archive.ArchiveNumber == correlationId || db.Set<AidCase>().Any(aidCase => aidCase.Id == archive.CaseId && aidCase.CaseNumber == correlationId))))
            .SingleOrDefaultAsync(cancellationToken);
        return appeal is null ? null : new TaskStatement(protector.Open(SealedColumns.AppealGrounds, appeal.Id, appeal.GroundsSealed), null, appeal.ReceivedAt);
    }
}

/// <param name="Contact">How to reach who said it; null when that was left out, and for appeals, whose household is known.</param>
public sealed record TaskStatement(string Text, string? Contact, DateTimeOffset ReceivedAt);
