using System.Globalization;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

/// <summary>What others do about a task without deciding it: give an opinion, be told, urge, remind, take over from a leaver.</summary>
public sealed partial class HumanTask
{
    public static readonly TimeSpan UrgeInterval = TimeSpan.FromHours(1);

    public IReadOnlyList<string> CopyTo { get; private set; } = [];

    public DateTimeOffset? UrgedAt { get; private set; }

    public Guid? UrgedBy { get; private set; }

    public int Urges { get; private set; }

    public int Reminders { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }

    public bool BatchAllowed { get; private set; }

    public decimal? BatchUpTo { get; private set; }

    public decimal? Amount { get; private set; }

    /// <summary>Whose opinion the task waits for.</summary>
    public TaskParticipant? Question => participants.FirstOrDefault(participant => participant is { Kind: ParticipantKind.Opinion, IsOpen: true });

    /// <summary>Asks a colleague of the same union; until the answer, the task rests.</summary>
    public void Ask(Actor actor, Actor colleague, string? request, KeptOut keptOut, DateTimeOffset now)
    {
        RequireMine(actor, keptOut);
        if (request is not null)
            RequireText(request, "comment");
        if (colleague.OrganisationId != OrganisationId || colleague.PersonId == actor.PersonId)
            throw new RuleViolationException("opinion-not-colleague", "An opinion is asked of another person in the task's organisation.", "personId");
        if (ExclusionOf(colleague.PersonId, keptOut) is { } exclusion)
            throw new RuleViolationException($"transfer-target-{exclusion}", "That person may not do this step (separation of duties).", "personId");

        if (AssigneePersonId is null)
            Assign(actor.PersonId, now);
        participants.Add(new TaskParticipant(ParticipantKind.Opinion, colleague.PersonId, actor.PersonId, request, now));
        Record("task-opinion-asked", actor.PersonId, now, ("person", colleague.PersonId.ToString()));
    }

    /// <summary>The asked colleague, or who stands in for them, says what they think; the task comes back.</summary>
    public void Give(Actor actor, string? opinion, DateTimeOffset now)
    {
        RequireOpen();
        if (Question is not { } question || !actor.Is(question.PersonId))
            throw new RuleViolationException("opinion-not-asked", "You are not asked for an opinion on this task.");

        RequireText(opinion, "comment");
        question.Give(opinion!, actor.PersonId, now);
        RecordFor(question.PersonId == actor.PersonId ? null : question.PersonId, "task-opinion-given", actor.PersonId, now);
    }

    /// <summary>Goes on without the opinion.</summary>
    public void TakeQuestionBack(Actor actor, DateTimeOffset now)
    {
        RequireOpen();
        if (Question is not { } question)
            throw new RuleViolationException("opinion-not-asked", "The task waits for no opinion.");
        if (!actor.Is(AssigneePersonId) && !MayManage(actor))
            throw new RuleViolationException("task-not-yours", "The task is for other people.");

        question.End(now);
        Record("task-opinion-withdrawn", actor.PersonId, now, ("person", question.PersonId.ToString()));
    }

    /// <summary>Another union keeps the household's archive from now on: its people find the task unclaimed and unsigned.</summary>
    public void HandTo(Organisation union, DateTimeOffset now)
    {
        RequireOpen();
        OrganisationId = union.Id;
        OrganisationPath = union.Path;
        signatures.Clear();
        FormData = null;
        Assign(null, now);
        Record("task-follows-archive", null, now, ("union", union.Code));
    }

    /// <summary>Copies go to people who may read the case anyway: of its union, or of one above.</summary>
    public void Copy(Actor actor, Actor to, DateTimeOffset now)
    {
        if (!IsForStaff(actor) && !MayManage(actor))
            throw new RuleViolationException("task-not-yours", "The task is for other people.");
        if (!to.Oversees(OrganisationPath))
            throw new RuleViolationException("copy-target-elsewhere", "A copy goes to people of the task's union or of one above it.", "personId");

        SendCopy(to.PersonId, actor.PersonId, now);
    }

    /// <summary>The definition asks for it.</summary>
    public void CopyByDefinition(IEnumerable<Guid> people, DateTimeOffset now)
    {
        foreach (var person in people)
            SendCopy(person, null, now);
    }

    /// <summary>Reading changes nothing for anybody else, so it is no event and collides with nothing.</summary>
    public void MarkRead(Guid personId, DateTimeOffset now)
    {
        foreach (var copy in participants.Where(participant => participant.Kind == ParticipantKind.Copy && participant.PersonId == personId))
            copy.End(now);
    }

    /// <param name="caseOrganisationId">The union that took the application; it waits for the decision, so it may urge.</param>
    public void Urge(Actor actor, Guid? caseOrganisationId, DateTimeOffset now)
    {
        RequireOpen();
        if (!IsForStaff(actor) && !MayManage(actor) && actor.OrganisationId != caseOrganisationId)
            throw new RuleViolationException("task-not-yours", "The task is for other people.");
        if (actor.PersonId == AssigneePersonId)
            throw new RuleViolationException("urge-yourself", "The task is yours; there is nobody to urge.");
        if (UrgedAt is { } last && now - last < UrgeInterval)
            throw new RuleViolationException("urged-already", "The task was urged within the last hour.", null, last, last + UrgeInterval);

        UrgedAt = now;
        UrgedBy = actor.PersonId;
        Urges++;
        Record("task-urged", actor.PersonId, now);
    }

    /// <summary>Why the task is not approved together with others; null when it may be.</summary>
    public string? BatchProblem(bool caseHasWarnings)
    {
        if (!BatchAllowed || SignRule == SignRule.TwoPerson)
            return "batch-not-allowed";
        if (BatchUpTo is not null && Amount is null)
            return "batch-amount-missing";
        if (Amount > BatchUpTo)
            return "batch-amount-over";
        if (caseHasWarnings)
            return "batch-warnings";
        if (Form is not null && FormSchema.Parse(Form).Required.Count > 0)
            return "batch-form-required";

        return EscalatedAt is null ? null : "batch-escalated";
    }

    /// <summary>A timer's doing.</summary>
    public void Remind(DateTimeOffset now)
    {
        if (!IsAlive)
            return;

        Reminders++;
        Record("task-reminded", null, now, ("times", Reminders.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Why a task of a leaver cannot go to this person; null when it can.</summary>
    public string? HandOverProblem(Guid leaver, Actor to, KeptOut keptOut)
    {
        if (AssigneePersonId != leaver)
            return Question is { } question && question.PersonId == leaver && to.OrganisationId != OrganisationId ? "opinion-not-colleague" : null;
        if (!IsForStaff(to))
            return "transfer-target-not-candidate";
        if (signatures.Any(signature => signature.PersonId == to.PersonId))
            return "second-person-required";

        return ExclusionOf(to.PersonId, keptOut) is { } exclusion ? $"transfer-target-{exclusion}" : null;
    }

    /// <summary>An administrator moves what a leaver has, the opinion they were asked for included.</summary>
    public void HandOver(Actor administrator, Guid leaver, Actor to, KeptOut keptOut, DateTimeOffset now)
    {
        if (!IsAlive)
            RequireOpen();
        if (!MayManage(administrator))
            throw new RuleViolationException("forbidden", "Only an administrator hands tasks over.");
        if (HandOverProblem(leaver, to, keptOut) is { } problem)
            throw new RuleViolationException(problem, "That person may not do this step.", "toPersonId");

        if (AssigneePersonId == leaver)
            Assign(to.PersonId, now);
        if (Question is { } question && question.PersonId == leaver)
            question.MoveTo(to.PersonId);
        Record("task-handed-over", administrator.PersonId, now, ("from", leaver.ToString()), ("to", to.PersonId.ToString()));
    }

    private void SendCopy(Guid to, Guid? by, DateTimeOffset now)
    {
        if (participants.Any(participant => participant.Kind == ParticipantKind.Copy && participant.PersonId == to))
            return;

        participants.Add(new TaskParticipant(ParticipantKind.Copy, to, by, null, now));
        Record("task-copied", by, now, ("person", to.ToString()));
    }

    private void RequireNoQuestion()
    {
        if (Question is { } question)
            throw new RuleViolationException("opinion-awaited", "The task waits for a colleague's opinion. Take the question back to go on without it.", null, question.PersonId);
    }
}
