using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Pages.Cases;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>One task: what it is about, who has it, and the answer to it.</summary>
internal sealed partial class CompleteModel(
    AidDbContext db, TaskActions actions, TaskHelp help, TaskInbox inbox, ReturnChoices returns, TaskWords taskWords, IStringLocalizer<Words> words) : FormPage
{
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();
    private FormSchema? schema;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Form { get; set; } = [];

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public Guid? PersonId { get; set; }

    public HumanTask Task { get; private set; } = null!;

    public AidCase? Case { get; private set; }

    public string OrganisationName { get; private set; } = "";

    public TaskWords TaskWords => taskWords;

    public IEnumerable<FormField> Fields => schema?.Fields.Values ?? [];

    public DueView? Due => taskWords.Due(Task.DueAt, Task.DueExplanation, Task.Status == HumanTaskStatus.Open);

    public IReadOnlyList<SelectListItem> Colleagues { get; private set; } = [];

    public bool TransferFailed => ModelState.TryGetValue(nameof(PersonId), out var entry) && entry.Errors.Count > 0;

    public override string FieldName(string ruleField) => ruleField switch
    {
        "personId" => nameof(PersonId),
        "comment" => nameof(Comment),
        "outcome" => nameof(Outcome),
        "toStep" => nameof(ToStep),
        _ when ruleField.StartsWith("form.", StringComparison.Ordinal) => $"{nameof(Form)}[{ruleField["form.".Length..]}]",
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        var shown = await ShowAgainAsync();
        if (shown is PageResult)
            await ReadDraftAsync();
        return shown;
    }

    public async Task<IActionResult> OnPostClaimAsync(CancellationToken cancellationToken)
    {
        await actions.ClaimAsync(Id, User.ToActor(), KeyOf("claim"), cancellationToken);
        return Again("Task.Claimed");
    }

    public async Task<IActionResult> OnPostUnclaimAsync(CancellationToken cancellationToken)
    {
        await actions.UnclaimAsync(Id, User.ToActor(), KeyOf("unclaim"), cancellationToken);
        return Again("Task.Unclaimed");
    }

    public async Task<IActionResult> OnPostTransferAsync(CancellationToken cancellationToken)
    {
        await actions.TransferAsync(Id, PersonId, User.ToActor(), KeyOf(PersonId), cancellationToken);
        return Done("Task.Transferred");
    }

    public async Task<IActionResult> OnPostCompleteAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Outcome))
        {
            ModelState.AddModelError(nameof(Outcome), words["Task.Outcome.Missing"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAgainAsync();
        }

        var actor = User.ToActor();
        var answer = new TaskAnswer(Outcome, string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(), await TypedFormAsync(cancellationToken));
        var view = await actions.CompleteAsync(Id, answer, actor, KeyOf(answer), cancellationToken);
        return Done(view.Status == HumanTaskStatus.Open ? "Task.Signed" : "Task.Completed");
    }

    private async Task<string?> TypedFormAsync(CancellationToken cancellationToken)
    {
        var form = await db.Set<HumanTask>().Where(task => task.Id == Id).Select(task => task.Form).SingleOrDefaultAsync(cancellationToken);
        return form is null ? null : TypedForm.Read(FormSchema.Parse(form), Form);
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = await help.WithAbsentAsync(User.ToActor(), HttpContext.RequestAborted);
        var task = await db.Set<HumanTask>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == Id);
        if (task is null || !task.IsVisibleTo(actor))
            return NotFound();

        Task = task;
        schema = task.Form is null ? null : FormSchema.Parse(task.Form);
        foreach (var field in Fields)
            Form.TryAdd(field.Name, null);
        Case = task.CaseId is { } caseId ? await CaseReading.FindAsync(db, aidCase => aidCase.Id == caseId) : null;
        OrganisationName = (await OrganisationNames.ReadAsync(db, [task.OrganisationId])).GetValueOrDefault(task.OrganisationId, "-");
        await ReadStepAsync(task, actor);
        names = await StaffNames.ReadAsync(db, Step.Append(task).SelectMany(TaskInbox.PeopleOf).Concat(ReturnSteps.Select(choice => choice.PersonId).OfType<Guid>()).Concat(actor.StandsInFor).Select(person => (Guid?)person));
        Allow(task, actor);
        if (MayManage)
            Colleagues = await ColleaguesAsync(task, actor);
        await ReadPeopleAsync(task, actor);
        return Page();
    }

    public string? NameOf(Guid? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    /// <summary>"B for A" where a stand-in signed.</summary>
    public string SignerOf(TaskSignature signature) => signature.OnBehalfOf is { } absent
        ? words["Task.SignedFor", NameOf(signature.PersonId) ?? "-", NameOf(absent) ?? "-"]
        : NameOf(signature.PersonId) ?? "-";

    public bool IsRequired(FormField field) => schema!.Required.Contains(field.Name);

    /// <summary>The designer's explanation of a field; the schema's check does not need it, so it does not keep it.</summary>
    public string? HintOf(FormField field)
    {
        var description = JsonNode.Parse(Task.Form!)?["properties"]?[field.Name]?["description"]?.GetValue<string>();
        return taskWords.FieldHint(field.Name, description);
    }

    public bool IsChecked(string name) => Form.GetValueOrDefault(name) == "true";

    public static string InputType(FormField field) => field.Type switch
    {
        // The designer's label says the unit.
        FormFieldType.Text when field.IsDate => "date",
        FormFieldType.Number or FormFieldType.Integer => "number",
        _ => field.MaxLength > 200 ? "lines" : "text",
    };

    public IEnumerable<SelectListItem>? ChoicesOf(FormField field) =>
        field.Allowed?.Select(value => new SelectListItem(taskWords.Outcome(value), value)).Prepend(new SelectListItem(words["Choose"], ""));

    private RedirectToPageResult Again(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToPage(new { Id });
    }

    private RedirectToPageResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToPage("/Tasks/Inbox");
    }

    private async Task<IReadOnlyList<SelectListItem>> ColleaguesAsync(HumanTask task, Actor actor)
    {
        var people = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            where person.Active && person.OrganisationId == task.OrganisationId && person.Id != actor.PersonId
            where db.Users.Any(user => user.PersonId == person.Id
                && db.UserRoles.Any(link => link.UserId == user.Id && db.Roles.Any(role => role.Id == link.RoleId && role.Name == task.Role)))
            orderby person.Name
            select new { person.Id, person.Name }).ToListAsync();
        return [.. people.Select(person => new SelectListItem(person.Name, person.Id.ToString()))];
    }
}
