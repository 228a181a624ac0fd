using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

/// <summary>
/// Work for a person, created by a workflow that waits for it. Candidates are the people of the task's own organisation with its
/// role and level. All separation of duties is by person, never by account.
/// </summary>
public sealed partial class HumanTask
{
    public const int MaximumCommentLength = 2000;

    private readonly List<TaskSignature> signatures = [];
    private readonly List<TaskParticipant> participants = [];
    private readonly List<CaseEvent> events = [];

    public HumanTask(HumanTaskSpecification specification, HumanTaskPlace place, TaskDeadline? deadline, DateTimeOffset now, TaskPart? part = null)
    {
        if (specification.Outcomes.Count == 0 || specification.Outcomes.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"Task '{specification.Key}' needs at least one named outcome.", nameof(specification));
        if (!StaffRoles.All.Contains(specification.Role))
            throw new ArgumentException($"Task '{specification.Key}' asks for the unknown role '{specification.Role}'.", nameof(specification));

        // A form that cannot be read must stop the workflow's author now, not the clerk later.
        if (specification.Form is not null)
            FormSchema.Parse(specification.Form);

        Id = RisingId.New(now);
        Key = specification.Key;
        Title = specification.Title;
        Level = specification.Level;
        Role = specification.Role;
        Outcomes = specification.Outcomes;
        Form = specification.Form;
        SignRule = specification.SignRule;
        Refusal = specification.Refusal;
        ReturnTo = specification.ReturnTo;
        CopyTo = specification.CopyTo;
        BatchAllowed = specification.Batch is not null;
        BatchUpTo = specification.Batch?.UpTo;
        Amount = specification.Amount;
        ExcludedPersons = specification.ExcludedPersons;
        ExcludeEarlierSteps = specification.ExcludeEarlierSteps;
        CaseId = place.CaseId;
        CaseNumber = place.CaseNumber;
        WorkflowInstanceId = place.WorkflowInstanceId;
        BookmarkId = place.BookmarkId;
        ActivityId = place.ActivityId;
        OrganisationId = place.OrganisationId;
        OrganisationPath = place.OrganisationPath;
        DueAt = deadline?.DueAt;
        DueExplanation = deadline?.Explanation;
        CreatedAt = now;
        TakePart(part ?? new TaskPart(), now);
    }

    // For the object-relational mapper.
    private HumanTask()
    {
    }

    public Guid Id { get; private set; }

    public string Key { get; private set; } = "";

    public string Title { get; private set; } = "";

    public Guid? CaseId { get; private set; }

    public string? CaseNumber { get; private set; }

    public string WorkflowInstanceId { get; private set; } = "";

    /// <summary>The waiting point that completing this task resumes. It changes when the first of two persons signs.</summary>
    public string BookmarkId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    public OrganisationLevel Level { get; private set; }

    public string Role { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public IReadOnlyList<string> Outcomes { get; private set; } = [];

    public string? Form { get; private set; }

    public SignRule SignRule { get; private set; }

    public RefusalRule Refusal { get; private set; }

    public IReadOnlyList<Guid> ExcludedPersons { get; private set; } = [];

    public IReadOnlyList<string> ExcludeEarlierSteps { get; private set; } = [];

    public Guid? AssigneePersonId { get; private set; }

    public DateTimeOffset? AssignedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public string? DueExplanation { get; private set; }

    public HumanTaskStatus Status { get; private set; }

    public string? Outcome { get; private set; }

    public string? Comment { get; private set; }

    public string? FormData { get; private set; }

    public Guid? CompletedBy { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public long RowVersion { get; private set; }

    public IReadOnlyList<TaskSignature> Signatures => signatures;

    public IReadOnlyList<TaskParticipant> Participants => participants;

    public IReadOnlyList<CaseEvent> Events => events;

    /// <summary>One has signed, and a second person has to.</summary>
    public bool AwaitsSecondPerson => Status == HumanTaskStatus.Open && SignRule == SignRule.TwoPerson && signatures.Count == 1;

    /// <summary>Own organisation, exact level, the role; an administrator's overview does not make a candidate.</summary>
    public bool IsForStaff(Actor actor) => actor.Has(Role) && actor.Level == Level && actor.OrganisationId == OrganisationId;

    /// <summary>Reading is for the candidates, whoever was drawn in, and who oversees the organisation as administrator or auditor.</summary>
    public bool IsVisibleTo(Actor actor) =>
        IsForStaff(actor)
        || ((actor.IsAdministrator || actor.IsAuditor) && actor.Oversees(OrganisationPath))
        || participants.Any(participant => actor.Is(participant.PersonId))
        || signatures.Any(signature => actor.Is(signature.PersonId));

    /// <param name="keptOut">As of now: a relative may have been declared since the task was made.</param>
    public void Claim(Actor actor, KeptOut keptOut, DateTimeOffset now)
    {
        RequireOpen();
        RequireCandidate(actor, keptOut);
        if (AssigneePersonId == actor.PersonId)
            return;
        if (AssigneePersonId is not null && IsNamed)
            RequireUnassignedOr(actor.PersonId);

        RequireUnassignedOr(actor);
        Assign(actor.PersonId, now);
        Record("task-claimed", actor.PersonId, now);
    }

    /// <summary>Gives the task back to the group. The first of two signers takes the signature back with it.</summary>
    public void Unclaim(Actor actor, DateTimeOffset now)
    {
        RequireOpen();
        RequireNoQuestion();
        if (AwaitsSecondPerson && signatures[0].PersonId == actor.PersonId)
        {
            signatures.Clear();
            FormData = null;
            Record("task-signature-withdrawn", actor.PersonId, now);
            return;
        }

        if (AssigneePersonId is null || (AssigneePersonId != actor.PersonId && !MayManage(actor)))
            throw new RuleViolationException("task-not-assigned-to-you", "Only the person who has the task, or an administrator, can give it back.");
        if (IsNamed)
            throw new RuleViolationException("task-signer-named", "This person is named as signer; the task can be transferred, but not given back to the group.");

        Assign(null, now);
        Record("task-unclaimed", actor.PersonId, now);
    }

    /// <summary>Hands the task to a colleague, who has to be a candidate like anybody else.</summary>
    public void Transfer(Actor actor, Actor to, KeptOut keptOut, DateTimeOffset now)
    {
        RequireOpen();
        RequireNoQuestion();
        if (!MayManage(actor))
        {
            RequireCandidate(actor, keptOut);
            RequireUnassignedOr(actor);
        }

        RequireFit(to, keptOut);
        Assign(to.PersonId, now);
        Record("task-transferred", actor.PersonId, now, ("to", to.PersonId.ToString()));
    }

    /// <summary>The workflow waits at a new bookmark, because the first signature consumed the old one.</summary>
    public void WaitAt(string bookmarkId)
    {
        BookmarkId = bookmarkId;
        RowVersion++;
    }

    /// <summary>The workflow went another way.</summary>
    public void Cancel(DateTimeOffset now)
    {
        if (!IsAlive)
            return;

        Status = HumanTaskStatus.Cancelled;
        Assign(null, now);
        Record("task-cancelled", null, now);
    }

    private void RequireOpen()
    {
        if (Status == HumanTaskStatus.Completed)
        {
            throw new RuleViolationException(
                "task-already-completed", "The task was already completed.", null, CompletedBy, CompletedAt);
        }

        if (Status == HumanTaskStatus.Waiting)
            throw new RuleViolationException("task-waiting", "Another person has to sign before this task can be done.");
        if (Status != HumanTaskStatus.Open)
            throw new RuleViolationException("task-cancelled", "The task was cancelled, because the case went another way.");
    }

    /// <summary>Who stands in for somebody has to be fit for the task, and so has the person stood in for.</summary>
    private void RequireCandidate(Actor actor, KeptOut keptOut)
    {
        if (!IsForStaff(actor))
            throw new RuleViolationException("task-not-yours", "The task is for other people.");
        if ((ExclusionOf(actor.PersonId, keptOut) ?? (RepresentedBy(actor) is { } absent ? ExclusionOf(absent, keptOut) : null)) is { } exclusion)
            throw new RuleViolationException(exclusion, "You may not do this step (separation of duties).");
    }

    /// <summary>The absent person for whom the actor would be doing this task; null when it is the actor's own.</summary>
    private Guid? RepresentedBy(Actor actor) =>
        AssigneePersonId is { } assignee && assignee != actor.PersonId && actor.StandsInFor.Contains(assignee) ? assignee : null;

    private void RequireFit(Actor to, KeptOut keptOut)
    {
        if (!IsForStaff(to))
            throw new RuleViolationException("transfer-target-not-candidate", "That person is not in the task's organisation, level and role.", "personId");
        if (ExclusionOf(to.PersonId, keptOut) is { } exclusion)
            throw new RuleViolationException($"transfer-target-{exclusion}", "That person may not do this step (separation of duties).", "personId");
    }

    private string? ExclusionOf(Guid personId, KeptOut keptOut) => ExclusionOf(personId, ExcludedPersons, keptOut);

    internal static string? ExclusionOf(Guid personId, IReadOnlyCollection<Guid> excluded, KeptOut keptOut) =>
        excluded.Contains(personId) ? "person-excluded" : keptOut.RuleFor(personId);

    private void RequireUnassignedOr(Actor actor)
    {
        if (RepresentedBy(actor) is null)
            RequireUnassignedOr(actor.PersonId);
    }

    private void RequireUnassignedOr(Guid personId)
    {
        if (AssigneePersonId is { } assignee && assignee != personId)
            throw new RuleViolationException("task-assigned-to-other", "Somebody else has taken the task.", null, assignee, AssignedAt);
    }

    private void Assign(Guid? personId, DateTimeOffset now)
    {
        AssigneePersonId = personId;
        AssignedAt = personId is null ? null : now;
    }

    private bool MayManage(Actor actor) => actor.IsAdministrator && actor.Oversees(OrganisationPath);

    private void Record(string code, Guid? personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        Dictionary<string, string> all = new() { ["task"] = Key, ["title"] = Title };
        foreach (var (key, value) in data)
            all[key] = value;
        events.Add(new CaseEvent(code, CaseId, Id, personId, now, all));
    }
}
