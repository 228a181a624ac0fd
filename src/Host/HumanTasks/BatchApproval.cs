using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>
/// Several tasks approved together, as far as the definition allows it for the step. Each is a burst of its own, in a scope of its
/// own, and the conditions hold in that burst and not only on the page.
/// </summary>
public sealed class BatchApproval(AidDbContext db, StaffDirectory staff, SeparationOfDuties separation, IdempotentWrites writes, IServiceScopeFactory scopes, TimeProvider clock)
{
    public const int MaximumTasks = 100;

    /// <summary>The tasks one may do now, with what speaks against a batch.</summary>
    public async Task<IReadOnlyList<BatchRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var acting = await staff.WithAbsentAsync(actor, clock.GetUtcNow(), cancellationToken);
        var tasks = await TaskViews.Of(db, acting, TaskListKind.Mine).Union(TaskViews.Of(db, acting, TaskListKind.Group))
            .OrderByDescending(task => task.BatchAllowed).ThenBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.Id)
            .Take(MaximumTasks).AsNoTracking().ToListAsync(cancellationToken);
        var caseIds = tasks.Select(task => task.CaseId).OfType<Guid>().Distinct().ToList();
        var warned = await db.Set<AidCase>().Where(aidCase => caseIds.Contains(aidCase.Id) && aidCase.Warnings.Any()).Select(aidCase => aidCase.Id).ToListAsync(cancellationToken);
        List<BatchRow> rows = [];
        foreach (var task in tasks)
        {
            var problem = task.BatchProblem(task.CaseId is { } id && warned.Contains(id)) ?? Exclusion(task, acting, await separation.OfAsync(task, cancellationToken));
            rows.Add(new BatchRow(task.Id, task.Key, task.Title, task.CaseNumber, task.Amount, task.DueAt, problem, false));
        }

        return rows;
    }

    /// <summary>
    /// Each task is committed under its own part of the key, so that a call that broke off half way can be repeated; the whole
    /// answer is kept when all are done.
    /// </summary>
    public async Task<IReadOnlyList<BatchRow>> ApproveAsync(
        Actor actor, IReadOnlyList<Guid>? taskIds, string? comment, WriteKey? key, CancellationToken cancellationToken)
    {
        if (taskIds is not { Count: > 0 })
            throw new InvalidInputException([new ValidationProblem("field-required", "taskIds", "This field is required.")]);
        if (taskIds.Count > MaximumTasks)
            throw new InvalidInputException([new ValidationProblem("too-many", "taskIds", $"At most {MaximumTasks}.", MaximumTasks)]);
        if (comment?.Length > HumanTask.MaximumCommentLength)
            throw new InvalidInputException([new ValidationProblem("comment-too-long", "comment", "The comment is too long.", HumanTask.MaximumCommentLength)]);

        var said = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();
        return await writes.RunAsync<IReadOnlyList<BatchRow>>(key, async slot =>
        {
            List<BatchRow> rows = [];
            foreach (var id in taskIds.Distinct())
                rows.Add(await ApproveOneAsync(actor, id, said, key?.Of(id), cancellationToken));
            slot.Is(() => rows);
            await db.SaveChangesAsync(cancellationToken);
            return rows;
        }, cancellationToken);
    }

    private async Task<BatchRow> ApproveOneAsync(Actor actor, Guid taskId, string? comment, WriteKey? key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var task = await scope.ServiceProvider.GetRequiredService<AidDbContext>().Set<HumanTask>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == taskId, cancellationToken);

        // What one may not see has no title to tell.
        if (task is null || !task.IsForStaff(actor))
            return new BatchRow(taskId, "", "", null, null, null, task is null ? "not-found" : "task-not-yours", false);

        BatchRow Row(string? problem) => new(task.Id, task.Key, task.Title, task.CaseNumber, task.Amount, task.DueAt, problem, problem is null);
        try
        {
            var answer = new TaskAnswer(task.Outcomes[0], comment, task.Form is null ? null : "{}") { InBatch = true };
            await scope.ServiceProvider.GetRequiredService<TaskActions>().CompleteAsync(taskId, answer, actor, key, cancellationToken);
            return Row(null);
        }
        catch (RuleViolationException e)
        {
            return Row(e.Code);
        }
        catch (InvalidInputException)
        {
            return Row("batch-form-required");
        }
        catch (Exception e) when (e is InstanceBusyException or StaleInstanceException or DbUpdateConcurrencyException)
        {
            return Row("try-again");
        }
    }

    private static string? Exclusion(HumanTask task, Actor actor, KeptOut keptOut)
    {
        try
        {
            task.RequireMine(actor, keptOut);
            return null;
        }
        catch (RuleViolationException e)
        {
            return e.Code;
        }
    }
}

/// <param name="Problem">Why it is not approved in a batch; null when it can be, or was.</param>
public sealed record BatchRow(Guid TaskId, string Key, string Title, string? CaseNumber, decimal? Amount, DateTimeOffset? DueAt, string? Problem, bool Approved);
