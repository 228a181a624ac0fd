using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>What people do about a task without deciding it: ask, give an opinion, copy, urge, keep a draft.</summary>
public sealed class TaskHelp(AidDbContext db, TaskWrites writes)
{
    private const int LongestDraft = 100_000;

    public async Task<TaskView> AskAsync(Guid taskId, Guid? personId, string? request, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        var colleague = await writes.TargetAsync(personId, "opinion-not-colleague", cancellationToken);
        return await ChangeAsync(taskId, actor, key, change => change.Task.Ask(change.Actor, colleague, Trimmed(request), change.KeptOut, change.Now), cancellationToken);
    }

    public Task<TaskView> GiveOpinionAsync(Guid taskId, string? opinion, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(taskId, actor, key, change => change.Task.Give(change.Actor, Trimmed(opinion), change.Now), cancellationToken);

    public Task<TaskView> TakeQuestionBackAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(taskId, actor, key, change => change.Task.TakeQuestionBack(change.Actor, change.Now), cancellationToken);

    public async Task<TaskView> CopyAsync(Guid taskId, Guid? personId, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        var to = await writes.TargetAsync(personId, "copy-target-elsewhere", cancellationToken);
        return await ChangeAsync(taskId, actor, key, change => change.Task.Copy(change.Actor, to, change.Now), cancellationToken);
    }

    public Task<TaskView> ReadAsync(Guid taskId, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(taskId, actor, null, change => change.Task.MarkRead(actor.PersonId, change.Now), cancellationToken);

    /// <summary>Also for the union that took the application: it sees the case, though not the task.</summary>
    public Task<TaskView> UrgeAsync(Guid taskId, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync(key, async slot =>
        {
            var task = await db.Set<HumanTask>().SingleOrDefaultAsync(candidate => candidate.Id == taskId, cancellationToken)
                ?? throw new RuleViolationException("not-found", "There is no such task.");
            var union = await db.Set<AidCase>().Where(aidCase => aidCase.Id == task.CaseId).Select(aidCase => (Guid?)aidCase.OrganisationId).SingleOrDefaultAsync(cancellationToken);
            task.Urge(actor, union, writes.Now);
            var view = TaskInbox.View(task, await writes.NamesAsync(task, actor, cancellationToken), await writes.OrganisationNameAsync(task, cancellationToken));

            // Who may only urge does not get the form and its answers.
            var shown = task.IsVisibleTo(actor) ? view : view with { Form = null, Outcomes = [], Participants = [], Signatures = [] };
            slot.Is(() => shown);
            await db.SaveChangesAsync(cancellationToken);
            return shown;
        }, cancellationToken);

    /// <summary>Keeps what was entered for this person alone; nothing is checked, because nothing is signed.</summary>
    public async Task<DraftView> SaveDraftAsync(Guid taskId, string? comment, string? form, Actor actor, CancellationToken cancellationToken)
    {
        if (comment?.Length > HumanTask.MaximumCommentLength)
            throw new InvalidInputException([new ValidationProblem("comment-too-long", "comment", "The comment is too long.", HumanTask.MaximumCommentLength)]);
        if (form?.Length > LongestDraft)
            throw new InvalidInputException([new ValidationProblem("field-too-long", "form", "The form is too long.", LongestDraft)]);

        var acting = await writes.WithAbsentAsync(actor, cancellationToken);
        var task = await TaskWrites.FindAsync(db.Set<HumanTask>().AsNoTracking(), taskId, acting, cancellationToken);
        if (!task.IsAlive || !task.IsForStaff(acting))
            throw new RuleViolationException("draft-not-possible", "A draft is kept for an open task that you may do.");

        // Two windows of one person at the same moment: the second of them finds the row of the first.
        for (var attempt = 1; ; attempt++)
        {
            var draft = await db.Set<TaskDraft>().SingleOrDefaultAsync(candidate => candidate.TaskId == taskId && candidate.PersonId == actor.PersonId, cancellationToken);
            if (draft is null)
                db.Add(draft = new TaskDraft(taskId, actor.PersonId));
            draft.Save(comment, form, writes.Now);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return new DraftView(draft.Comment, TaskInbox.Parse(draft.FormData), draft.SavedAt);
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public Task<Actor> WithAbsentAsync(Actor actor, CancellationToken cancellationToken) => writes.WithAbsentAsync(actor, cancellationToken);

    public async Task<DraftView?> FindDraftAsync(Guid taskId, Actor actor, CancellationToken cancellationToken) =>
        await db.Set<TaskDraft>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.TaskId == taskId && candidate.PersonId == actor.PersonId, cancellationToken) is { } draft
            ? new DraftView(draft.Comment, TaskInbox.Parse(draft.FormData), draft.SavedAt)
            : null;

    private Task<TaskView> ChangeAsync(Guid taskId, Actor actor, WriteKey? key, Action<TaskChange> change, CancellationToken cancellationToken) =>
        writes.ChangeAsync(taskId, actor, key, given =>
        {
            change(given);
            return Task.CompletedTask;
        }, cancellationToken);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a person has kept for a task.</summary>
public sealed record DraftView(string? Comment, System.Text.Json.JsonElement? Form, DateTimeOffset SavedAt);
