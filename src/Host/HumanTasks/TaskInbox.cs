using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
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

    /// <summary>My opinion is asked for.</summary>
    Asked = 3,

    /// <summary>Sent to me for information.</summary>
    Copies = 4,

    /// <summary>Signed, returned or answered by me.</summary>
    Done = 5,

    /// <summary>Those of <see cref="All"/> that nobody can do .</summary>
    Stuck = 6,
}

/// <summary>Which tasks a person sees.</summary>
public sealed class TaskInbox(AidDbContext db, StaffDirectory staff, TaskCandidates candidates, TimeProvider clock)
{
    public const int MaximumPageSize = 200;

    public async Task<TaskList> ListAsync(
        Actor actor, TaskListKind kind, string? caseNumber, int page, int pageSize, CancellationToken cancellationToken)
    {
        var overview = kind is TaskListKind.All or TaskListKind.Stuck;
        if (overview && !actor.IsAdministrator && !actor.IsAuditor)
            throw new RuleViolationException("forbidden", "Only administrators and auditors see all tasks.");

        var acting = await staff.WithAbsentAsync(actor, clock.GetUtcNow(), cancellationToken);
        var query = For(acting, kind).AsNoTracking();
        if (!string.IsNullOrWhiteSpace(caseNumber))
            query = query.Where(task => task.CaseNumber == caseNumber);
        if (kind == TaskListKind.Stuck)
            query = await OnlyStuckAsync(query, cancellationToken);

        var total = await query.CountAsync(cancellationToken);
        var tasks = await query
            .OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id)
            .Skip((page - 1) * pageSize).Take(pageSize)
            .ToListAsync(cancellationToken);
        var views = await ViewAsync(tasks, cancellationToken);
        if (!overview)
            return new TaskList(views, total);

        var stuck = await StuckAmongAsync(tasks, cancellationToken);
        return new TaskList([.. views.Select(view => view with { Stuck = stuck.GetValueOrDefault(view.Id) })], total);
    }

    internal async Task<IQueryable<HumanTask>> OnlyStuckAsync(IQueryable<HumanTask> tasks, CancellationToken cancellationToken)
    {
        Guid[] stuck = [.. (await candidates.FindStuckAsync(tasks, cancellationToken)).Keys];
        return tasks.Where(task => stuck.Contains(task.Id));
    }

    internal async Task<IReadOnlyDictionary<Guid, StuckTask>> StuckAmongAsync(IEnumerable<HumanTask> tasks, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. tasks.Select(task => task.Id)];
        return await candidates.FindStuckAsync(db.Set<HumanTask>().Where(task => ids.Contains(task.Id)), cancellationToken);
    }

    /// <summary>One task, whatever its status.</summary>
    public async Task<TaskView> GetAsync(Actor actor, Guid taskId, CancellationToken cancellationToken) =>
        (await ViewAsync([await FindAsync(actor, taskId, cancellationToken)], cancellationToken))[0];

    /// <summary>One task that the actor may see, to read only.</summary>
    public async Task<HumanTask> FindAsync(Actor actor, Guid taskId, CancellationToken cancellationToken) => await TaskWrites.FindAsync(
        db.Set<HumanTask>().AsNoTracking(), taskId, await staff.WithAbsentAsync(actor, clock.GetUtcNow(), cancellationToken), cancellationToken);

    internal async Task<IReadOnlyList<TaskView>> ViewAsync(IReadOnlyList<HumanTask> tasks, CancellationToken cancellationToken)
    {
        var steps = await StepsAsync(tasks, cancellationToken);
        var names = await staff.NamesAsync(tasks.Concat(steps.SelectMany(step => step)).SelectMany(PeopleOf), cancellationToken);
        var organisationIds = tasks.Select(task => task.OrganisationId).Distinct().ToArray();
        var organisations = await db.Set<Organisation>().AsNoTracking()
            .Where(organisation => organisationIds.Contains(organisation.Id))
            .ToDictionaryAsync(organisation => organisation.Id, organisation => organisation.Name, cancellationToken);
        return [.. tasks.Select(task => View(task, names, organisations[task.OrganisationId]) with { Signers = Signers(steps[task.StepId].ToList(), names) })];
    }

    /// <summary>Everybody whose name a view of the task may show.</summary>
    internal static IEnumerable<Guid> PeopleOf(HumanTask task)
    {
        Guid?[] people = [task.AssigneePersonId, task.CompletedBy, task.AddedBy, task.UrgedBy];
        return people
            .Concat(task.Signatures.SelectMany(signature => new[] { signature.PersonId, signature.OnBehalfOf }))
            .Concat(task.Participants.SelectMany(participant => new[] { participant.PersonId, participant.ByPersonId, participant.AnsweredBy }))
            .OfType<Guid>();
    }

    /// <summary>The tasks of the steps that these belong to, by step.</summary>
    internal async Task<ILookup<Guid?, HumanTask>> StepsAsync(IReadOnlyList<HumanTask> tasks, CancellationToken cancellationToken)
    {
        // Most steps have one task, and that says so itself: it is single, and nobody was added.
        Guid?[] ids = [.. tasks.Select(task => task.StepId).OfType<Guid>().Distinct().Select(id => (Guid?)id)];
        var found = ids.Length == 0 ? [] : await db.Set<HumanTask>().AsNoTracking().Where(task => ids.Contains(task.StepId)).ToListAsync(cancellationToken);
        return found.ToLookup(task => task.StepId);
    }

    internal static IReadOnlyList<SignerView>? Signers(IReadOnlyList<HumanTask> step, IReadOnlyDictionary<Guid, string> names) => step.Count < 2 ? null :
    [
        .. new SignStep(step).Tasks.Select(task => new SignerView(
            task.Id, Person(task.AssigneePersonId ?? task.CompletedBy, names), task.Purpose, task.Status, task.Outcome, task.CompletedAt)),
    ];

    private static PersonView? Person(Guid? id, IReadOnlyDictionary<Guid, string> names) =>
        id is { } known ? new PersonView(known, names.GetValueOrDefault(known, "")) : null;

    internal static TaskView View(HumanTask task, IReadOnlyDictionary<Guid, string> names, string organisationName)
    {
        PersonView? Person(Guid? id) => TaskInbox.Person(id, names);
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
            Purpose = task.Purpose,
            Request = task.Request,
            AddedBy = Person(task.AddedBy),
            ReturnTo = task.ReturnTo,
            Signatures = [.. task.Signatures.Select(signature => new SignatureView(Person(signature.PersonId)!, Person(signature.OnBehalfOf), signature.Outcome, signature.At))],
            Participants =
            [
                .. task.Participants.OrderBy(participant => participant.CreatedAt).Select(participant => new ParticipantView(
                    participant.Kind, Person(participant.PersonId)!, Person(participant.ByPersonId), participant.Request, participant.Answer, participant.CreatedAt, participant.EndedAt)),
            ],
            UrgedAt = task.UrgedAt,
            UrgedBy = Person(task.UrgedBy),
            Reminders = task.Reminders,
            EscalatedAt = task.EscalatedAt,
            BatchAllowed = task.BatchAllowed,
            Amount = task.Amount,
            CompletedBy = Person(task.CompletedBy),
            CompletedAt = task.CompletedAt,
        };
    }

    private IQueryable<HumanTask> For(Actor actor, TaskListKind kind)
    {
        if (kind != TaskListKind.Group)
            return TaskViews.Of(db, actor, kind);

        // For programs, what a candidate may complete includes what they have taken already.
        return db.Set<HumanTask>().Where(task =>
            task.Status == HumanTaskStatus.Open
            && task.OrganisationId == actor.OrganisationId
            && task.Level == actor.Level
            && actor.Roles.Contains(task.Role)
            && (task.AssigneePersonId == null || task.AssigneePersonId == actor.PersonId));
    }

    internal static JsonElement? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
