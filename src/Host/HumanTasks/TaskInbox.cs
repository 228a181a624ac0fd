using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

public enum TaskListKind
{
    /// <summary>Assigned to me.</summary>
    Mine = 0,

    /// <summary>Open to my organisation, level and role, and not taken by a colleague.</summary>
    Group = 1,

    /// <summary>Everything below my organisation; administrators and auditors only.</summary>
    All = 2,
}

/// <summary>Which tasks a person sees.</summary>
public sealed class TaskInbox(AidDbContext db, StaffDirectory staff)
{
    public const int MaximumPageSize = 200;

    public async Task<TaskList> ListAsync(
        Actor actor, TaskListKind kind, string? caseNumber, int page, int pageSize, CancellationToken cancellationToken)
    {
        if (kind == TaskListKind.All && !actor.IsAdministrator && !actor.IsAuditor)
            throw new RuleViolationException("forbidden", "Only administrators and auditors see all tasks.");

        var query = For(db.Set<HumanTask>().AsNoTracking().Where(task => task.Status == HumanTaskStatus.Open), actor, kind);
        if (!string.IsNullOrWhiteSpace(caseNumber))
            query = query.Where(task => task.CaseNumber == caseNumber);

        var total = await query.CountAsync(cancellationToken);
        var tasks = await query
            .OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id)
            .Skip((page - 1) * pageSize).Take(pageSize)
            .ToListAsync(cancellationToken);
        return new TaskList(await ViewAsync(tasks, cancellationToken), total);
    }

    /// <summary>One task, whatever its status.</summary>
    public async Task<TaskView> GetAsync(Actor actor, Guid taskId, CancellationToken cancellationToken)
    {
        var task = await db.Set<HumanTask>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == taskId, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such task.");
        if (!task.IsVisibleTo(actor))
            throw new RuleViolationException("task-not-yours", "The task is for other people.");

        return (await ViewAsync([task], cancellationToken))[0];
    }

    internal async Task<IReadOnlyList<TaskView>> ViewAsync(IReadOnlyList<HumanTask> tasks, CancellationToken cancellationToken)
    {
        var people = tasks.SelectMany(task => (Guid?[])[task.AssigneePersonId, task.CompletedBy, .. task.Signatures.Select(signature => (Guid?)signature.PersonId)]);
        var names = await staff.NamesAsync(people.OfType<Guid>(), cancellationToken);
        var organisationIds = tasks.Select(task => task.OrganisationId).Distinct().ToArray();
        var organisations = await db.Set<Organisation>().AsNoTracking()
            .Where(organisation => organisationIds.Contains(organisation.Id))
            .ToDictionaryAsync(organisation => organisation.Id, organisation => organisation.Name, cancellationToken);
        return [.. tasks.Select(task => View(task, names, organisations[task.OrganisationId]))];
    }

    internal static TaskView View(HumanTask task, IReadOnlyDictionary<Guid, string> names, string organisationName)
    {
        PersonView? Person(Guid? id) => id is { } known ? new PersonView(known, names.GetValueOrDefault(known, "")) : null;
        return new TaskView
        {
            Id = task.Id,
            Key = task.Key,
            Title = task.Title,
            CaseNumber = task.CaseNumber,
            WorkflowInstanceId = task.WorkflowInstanceId,
            Level = task.Level,
            Role = task.Role,
            OrganisationName = organisationName,
            Outcomes = task.Outcomes,
            Form = Parse(task.Form),
            SignRule = task.SignRule,
            CreatedAt = task.CreatedAt,
            DueAt = task.DueAt,
            DueExplanation = Parse(task.DueExplanation),
            Assignee = Person(task.AssigneePersonId),
            Status = task.Status,
            FirstSigner = task.AwaitsSecondPerson ? Person(task.Signatures[0].PersonId) : null,
            Outcome = task.Outcome,
            CompletedBy = Person(task.CompletedBy),
            CompletedAt = task.CompletedAt,
        };
    }

    private static IQueryable<HumanTask> For(IQueryable<HumanTask> tasks, Actor actor, TaskListKind kind)
    {
        var path = actor.OrganisationPath;
        return kind switch
        {
            TaskListKind.Mine => tasks.Where(task => task.AssigneePersonId == actor.PersonId),
            TaskListKind.All => tasks.Where(task => task.OrganisationPath.StartsWith(path)),
            _ => tasks.Where(task =>
                task.OrganisationId == actor.OrganisationId
                && task.Level == actor.Level
                && actor.Roles.Contains(task.Role)
                && (task.AssigneePersonId == null || task.AssigneePersonId == actor.PersonId)),
        };
    }

    private static JsonElement? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
