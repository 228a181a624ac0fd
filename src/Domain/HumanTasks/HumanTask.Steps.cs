using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

/// <summary>A task among those of its step, and the ways back: to an earlier step, and one's own step taken back.</summary>
public sealed partial class HumanTask
{
    /// <summary>In <see cref="ReturnTo"/>: every earlier step.</summary>
    public const string AnyStep = "*";

    /// <summary>In <see cref="ReturnTo"/>: the union that took the application.</summary>
    public const string ApplicantStep = "applicant";

    /// <summary>The step's first task, which is this one when the step has one task; null on tasks from before there were steps.</summary>
    public Guid? StepId { get; private set; }

    public int Position { get; private set; }

    public TaskPurpose Purpose { get; private set; }

    /// <summary>The signer is named, so the task is nobody else's to claim.</summary>
    public bool IsNamed { get; private set; }

    public Guid? AddedBy { get; private set; }

    /// <summary>What whoever added this task asks for.</summary>
    public string? Request { get; private set; }

    /// <summary>The task of the step that comes before this one.</summary>
    public Guid? WaitsFor { get; private set; }

    public IReadOnlyList<string> ReturnTo { get; private set; } = [];

    public bool IsAlive => Status is HumanTaskStatus.Open or HumanTaskStatus.Waiting;

    /// <summary>Nobody has begun with it, so the step before it can still be taken back.</summary>
    public bool IsUntouched => IsAlive && signatures.Count == 0 && participants.Count == 0 && (AssigneePersonId is null || IsNamed);

    /// <summary>The one before has signed: it is this one's turn.</summary>
    public void Open(string bookmarkId, DateTimeOffset now)
    {
        Status = HumanTaskStatus.Open;
        WaitsFor = null;
        BookmarkId = bookmarkId;
        Record("task-turn", null, now);
    }

    /// <summary>Another signer comes first. Whoever asked for that keeps the task.</summary>
    public void WaitFor(HumanTask first, Actor actor, DateTimeOffset now)
    {
        Assign(RepresentedBy(actor) ?? actor.PersonId, now);
        Status = HumanTaskStatus.Waiting;
        WaitsFor = first.Id;
        BookmarkId = "";
        RowVersion++;
    }

    /// <summary>Somebody was put between this task and the one it waited for.</summary>
    public void WaitInsteadFor(HumanTask other)
    {
        WaitsFor = other.Id;
        RowVersion++;
    }

    /// <summary>Another signer comes afterwards; the task stays with who asked for that.</summary>
    public void KeepFor(Actor actor, DateTimeOffset now) => Assign(RepresentedBy(actor) ?? actor.PersonId, now);

    /// <summary>Whether the actor may draw another signer into the step, and that signer may sign it.</summary>
    public void RequireSignerToAdd(Actor actor, Actor signer, KeptOut keptOut)
    {
        RequireMine(actor, keptOut);
        if (SignRule == SignRule.Any)
            throw new RuleViolationException("signer-not-needed", "One signature is enough for this step, so nobody can be added to it.");
        if (signatures.Count > 0)
            throw new RuleViolationException("task-signed-already", "The task has a signature already.");
        RequireFit(signer, keptOut);
    }

    /// <summary>Gives the task up in favour of an earlier step. The reason is what the other one needs most.</summary>
    public void Return(Actor actor, string toStep, string? reason, KeptOut keptOut, DateTimeOffset now)
    {
        RequireReturn(actor, toStep, reason, keptOut);
        var absent = RepresentedBy(actor);
        Status = HumanTaskStatus.Returned;
        Comment = reason;
        CompletedBy = actor.PersonId;
        CompletedAt = now;
        RecordFor(absent, "task-returned", actor.PersonId, now, ("step", toStep));
    }

    public void RequireReturn(Actor actor, string toStep, string? reason, KeptOut keptOut)
    {
        RequireMine(actor, keptOut);
        if (!ReturnTo.Contains(toStep) && (toStep == ApplicantStep || !ReturnTo.Contains(AnyStep)))
            throw new RuleViolationException("return-not-allowed", "The workflow does not allow going back to that step from here.", "toStep");
        RequireText(reason, "comment");
    }

    /// <summary>Takes one's own completed step back.</summary>
    public void Recall(Actor actor, DateTimeOffset now)
    {
        if (Status != HumanTaskStatus.Completed || CompletedBy != actor.PersonId || !IsForStaff(actor))
            throw new RuleViolationException("recall-not-yours", "Only who completed a task can take it back.");

        Status = HumanTaskStatus.Recalled;
        Record("task-recalled", actor.PersonId, now);
    }

    /// <summary>The task is done again by who took it back.</summary>
    public void Resume(Guid personId, DateTimeOffset now) => Assign(personId, now);

    /// <summary>The step's time is up: it goes to the superior.</summary>
    public void Escalate(Organisation to, string role, DateTimeOffset now)
    {
        if (!IsAlive)
            return;

        var from = Level;
        Level = to.Level;
        Role = role;
        OrganisationId = to.Id;
        OrganisationPath = to.Path;
        IsNamed = false;
        EscalatedAt = now;
        Assign(null, now);
        foreach (var question in participants.Where(participant => participant is { Kind: ParticipantKind.Opinion, IsOpen: true }))
            question.End(now);
        Record("task-escalated", null, now, ("from", from.ToString()), ("level", to.Level.ToString()));
    }

    private void TakePart(TaskPart part, DateTimeOffset now)
    {
        StepId = part.StepId ?? Id;
        Position = part.Position;
        Purpose = part.Purpose;
        AddedBy = part.AddedBy;
        Request = part.Request;
        WaitsFor = part.WaitsFor;
        Status = part.WaitsFor is null ? HumanTaskStatus.Open : HumanTaskStatus.Waiting;
        IsNamed = part.PersonId is not null;
        if (part.PersonId is { } person)
            Assign(person, now);
        if (part is { AddedBy: { } by, PersonId: { } signer })
            Record("task-signer-added", by, now, ("signer", signer.ToString()));
        else if (part is { AddedBy: { } asker, Purpose: TaskPurpose.Supplement })
            Record("task-supplement-asked", asker, now);
        else if (part.PersonId is { } named)
            Record("task-created-for", null, now, ("signer", named.ToString()));
        else
            Record("task-created", null, now);
    }

    /// <summary>That the actor could sign now.</summary>
    public void RequireMine(Actor actor, KeptOut keptOut)
    {
        RequireOpen();
        RequireCandidate(actor, keptOut);
        RequireUnassignedOr(actor);
        RequireNoQuestion();
    }

    private static void RequireText(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidInputException([new ValidationProblem("field-required", field, "This field is required.")]);
        if (text.Length > MaximumCommentLength)
            throw new InvalidInputException([new ValidationProblem("comment-too-long", field, $"A comment has at most {MaximumCommentLength} characters.", MaximumCommentLength)]);
    }
}
