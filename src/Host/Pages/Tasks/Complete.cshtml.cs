using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Pages.Cases;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>One task: what it is about, who has it, and the answer to it.</summary>
internal sealed class CompleteModel(AidDbContext db, TaskWords taskWords, IStringLocalizer<Words> words, TimeProvider clock) : FormPage
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

    public DueView? Due => taskWords.Due(Task.DueAt, Task.DueExplanation);

    public IReadOnlyList<SelectListItem> Colleagues { get; private set; } = [];

    public bool MayManage { get; private set; }

    public bool MayClaim { get; private set; }

    public bool MayUnclaim { get; private set; }

    public bool MayAnswer { get; private set; }

    public bool TransferFailed => ModelState.TryGetValue(nameof(PersonId), out var entry) && entry.Errors.Count > 0;

    public override string FieldName(string ruleField) => ruleField switch
    {
        "personId" => nameof(PersonId),
        "comment" => nameof(Comment),
        "outcome" => nameof(Outcome),
        _ when ruleField.StartsWith("form.", StringComparison.Ordinal) => $"{nameof(Form)}[{ruleField["form.".Length..]}]",
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        Operation = Guid.CreateVersion7(clock.GetUtcNow());
        return await ShowAgainAsync();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        var task = await db.Set<HumanTask>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == Id);
        if (task is null || !task.IsVisibleTo(actor))
            return NotFound();

        Task = task;
        schema = task.Form is null ? null : FormSchema.Parse(task.Form);
        Case = task.CaseId is { } caseId ? await CaseReading.FindAsync(db, aidCase => aidCase.Id == caseId) : null;
        OrganisationName = (await OrganisationNames.ReadAsync(db, [task.OrganisationId])).GetValueOrDefault(task.OrganisationId, "-");
        names = await StaffNames.ReadAsync(db, task.Signatures.Select(signature => (Guid?)signature.PersonId).Append(task.AssigneePersonId).Append(task.CompletedBy));
        Allow(task, actor);
        return Page();
    }

    public string? NameOf(Guid? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    public bool IsRequired(FormField field) => schema!.Required.Contains(field.Name);

    public bool IsChecked(string name) => Form.GetValueOrDefault(name) == "true";

    public static string InputType(FormField field) => field.Type switch
    {
        FormFieldType.Number => field.MultipleOf == 0.01m ? "money" : "number",
        FormFieldType.Integer => "number",
        _ => field.MaxLength > 200 ? "lines" : "text",
    };

    public IEnumerable<SelectListItem>? ChoicesOf(FormField field) =>
        field.Allowed?.Select(value => new SelectListItem(taskWords.Outcome(value), value)).Prepend(new SelectListItem(words["Choose"], ""));

    private void Allow(HumanTask task, Domain.People.Actor actor)
    {
        var open = task.Status == HumanTaskStatus.Open;
        var mine = task.AssigneePersonId == actor.PersonId;
        var signed = task.Signatures.Any(signature => signature.PersonId == actor.PersonId);
        var administers = actor.IsAdministrator && actor.Oversees(task.OrganisationPath);
        MayManage = open && (task.IsForStaff(actor) || administers);
        MayClaim = open && task.IsForStaff(actor) && task.AssigneePersonId is null && !signed;
        MayUnclaim = open && (mine || (signed && task.AwaitsSecondPerson) || (administers && task.AssigneePersonId is not null));
        MayAnswer = open && task.IsForStaff(actor) && (mine || task.AssigneePersonId is null) && !signed;
    }
}
