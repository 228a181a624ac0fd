using System.Text.Json;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>The task page's other ways: back, further signers, opinions, copies, urging, drafts.</summary>
internal sealed partial class CompleteModel
{
    [BindProperty]
    public string? ToStep { get; set; }

    [BindProperty]
    public string? When { get; set; }

    /// <summary>All tasks of the step; empty when there is one.</summary>
    public IReadOnlyList<HumanTask> Step { get; private set; } = [];

    public IReadOnlyList<ReturnChoice> ReturnSteps { get; private set; } = [];

    public IReadOnlyList<SelectListItem> CopyTargets { get; private set; } = [];

    public IReadOnlyList<SelectListItem> AskTargets { get; private set; } = [];

    public DateTimeOffset? DraftSavedAt { get; private set; }

    /// <summary>The absent colleague for whom one acts here.</summary>
    public Guid? StandsInFor { get; private set; }

    public bool MayManage { get; private set; }

    public bool MayClaim { get; private set; }

    public bool MayUnclaim { get; private set; }

    public bool MayAnswer { get; private set; }

    /// <summary>May draw others in and go back.</summary>
    public bool MayDirect { get; private set; }

    public bool MayAddSigner => MayDirect && Task.SignRule != SignRule.Any && Task.Signatures.Count == 0 && Task.Purpose != TaskPurpose.Supplement;

    public bool MayOpine { get; private set; }

    public bool MayTakeQuestionBack { get; private set; }

    public bool MayRecall { get; private set; }

    public bool MayUrge { get; private set; }

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken)
    {
        await actions.ReturnAsync(Id, ToStep ?? "", Comment, User.ToActor(), KeyOf(new { ToStep, Comment }), cancellationToken);
        return Done("Task.Returned");
    }

    public async Task<IActionResult> OnPostRecallAsync(CancellationToken cancellationToken)
    {
        await actions.RecallAsync(Id, User.ToActor(), KeyOf("recall"), cancellationToken);
        return Done("Task.Recalled");
    }

    public async Task<IActionResult> OnPostAddSignerAsync(CancellationToken cancellationToken)
    {
        await actions.AddSignerAsync(Id, PersonId, When == "after", Comment, User.ToActor(), KeyOf(new { PersonId, When, Comment }), cancellationToken);
        return Again("Task.SignerAdded");
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellationToken)
    {
        await help.AskAsync(Id, PersonId, Comment, User.ToActor(), KeyOf(new { PersonId, Comment }), cancellationToken);
        return Again("Task.Asked");
    }

    public async Task<IActionResult> OnPostOpinionAsync(CancellationToken cancellationToken)
    {
        await help.GiveOpinionAsync(Id, Comment, User.ToActor(), KeyOf(Comment), cancellationToken);
        return Done("Task.OpinionGiven");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellationToken)
    {
        await help.TakeQuestionBackAsync(Id, User.ToActor(), KeyOf("take-back"), cancellationToken);
        return Again("Task.QuestionTakenBack");
    }

    public async Task<IActionResult> OnPostCopyAsync(CancellationToken cancellationToken)
    {
        await help.CopyAsync(Id, PersonId, User.ToActor(), KeyOf(PersonId), cancellationToken);
        return Again("Task.Copied");
    }

    public async Task<IActionResult> OnPostUrgeAsync(CancellationToken cancellationToken)
    {
        await help.UrgeAsync(Id, User.ToActor(), KeyOf("urge"), cancellationToken);
        return Again("Task.Urged.Done");
    }

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken)
    {
        await help.SaveDraftAsync(Id, Comment, await TypedFormAsync(cancellationToken), User.ToActor(), cancellationToken);
        return Again("Task.DraftSaved");
    }

    public string ReturnTitle(ReturnChoice choice) => choice.Title is null ? words[$"ReturnStep.{HumanTask.ApplicantStep}"] : taskWords.Title(choice.Key, choice.Title);

    private async Task ReadStepAsync(HumanTask task, Actor actor)
    {
        var step = (await inbox.StepsAsync([task], HttpContext.RequestAborted))[task.StepId].ToList();
        Step = step.Count > 1 ? new SignStep(step).Tasks : [];
        ReturnSteps = task.IsForStaff(actor) ? await returns.ListAsync(task, HttpContext.RequestAborted) : [];
        if (task.Participants.Any(participant => participant is { Kind: ParticipantKind.Copy, IsOpen: true } && participant.PersonId == actor.PersonId))
            await help.ReadAsync(task.Id, User.ToActor(), HttpContext.RequestAborted);
    }

    private void Allow(HumanTask task, Actor actor)
    {
        var open = task.Status == HumanTaskStatus.Open;
        var free = task.AssigneePersonId is null;
        var mine = actor.Is(task.AssigneePersonId);
        var signed = task.Signatures.Any(signature => signature.PersonId == actor.PersonId);
        var administers = actor.IsAdministrator && actor.Oversees(task.OrganisationPath);
        var asked = task.Question is not null;
        MayManage = open && !asked && ((task.IsForStaff(actor) && (free || mine)) || administers);
        MayClaim = open && task.IsForStaff(actor) && free && !signed;
        MayUnclaim = open && !asked && !task.IsNamed && (task.AssigneePersonId == actor.PersonId || (signed && task.AwaitsSecondPerson) || (administers && !free));
        MayAnswer = open && !asked && task.IsForStaff(actor) && (mine || free) && !signed;
        MayDirect = MayAnswer;
        MayOpine = open && task.Question is { } question && actor.Is(question.PersonId);
        MayTakeQuestionBack = open && asked && (mine || administers);
        MayRecall = task.Status == HumanTaskStatus.Completed && task.CompletedBy == actor.PersonId && task.IsForStaff(actor) && task.Signatures.Count == 1;
        MayUrge = open && !mine && (administers || (task.IsForStaff(actor) && !free));
        StandsInFor = open && task.AssigneePersonId is { } absent && actor.StandsInFor.Contains(absent) ? absent : null;
    }

    private async Task ReadPeopleAsync(HumanTask task, Actor actor)
    {
        if (!MayDirect && !MayManage)
            return;

        var path = task.OrganisationPath;
        var people = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where person.Active && person.Id != actor.PersonId && path.StartsWith(organisation.Path)
            orderby organisation.Path.Length descending, person.Name
            select new { person.Id, person.Name, OrganisationId = organisation.Id, Organisation = organisation.Name }).Take(500).ToListAsync();
        CopyTargets = [.. people.Select(person => new SelectListItem($"{person.Name} · {person.Organisation}", person.Id.ToString()))];
        AskTargets = [.. people.Where(person => person.OrganisationId == task.OrganisationId).Select(person => new SelectListItem(person.Name, person.Id.ToString()))];
    }

    private async Task ReadDraftAsync()
    {
        if (!MayAnswer || await help.FindDraftAsync(Id, User.ToActor(), HttpContext.RequestAborted) is not { } draft)
            return;

        DraftSavedAt = draft.SavedAt;
        Comment = draft.Comment;
        foreach (var field in draft.Form is { ValueKind: JsonValueKind.Object } form ? [.. form.EnumerateObject()] : Array.Empty<JsonProperty>())
            Form[field.Name] = field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.Value.GetRawText() : field.Value.ToString();
    }
}
