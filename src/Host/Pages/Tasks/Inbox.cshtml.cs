using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>A person's tasks: taken, to be taken, done; for administrators and auditors also all open ones they oversee.</summary>
internal sealed class InboxModel(AidDbContext db, TaskWords taskWords) : PageModel
{
    private static readonly string[] OwnTabs = ["mine", "group", "done"];

    public IEnumerable<string> Tabs => Overview ? OwnTabs.Append("all") : OwnTabs;

    public TaskWords TaskWords => taskWords;

    [BindProperty(SupportsGet = true, Name = "view")]
    public string? Wanted { get; set; }

    [BindProperty(SupportsGet = true, Name = "caseNumber")]
    public string? CaseNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

    public string Tab { get; private set; } = OwnTabs[0];

    public InboxList List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    private bool Overview => User.IsInRole(StaffRoles.Administrator) || User.IsInRole(StaffRoles.Auditor);

    public async Task<IActionResult> OnGetAsync()
    {
        var actor = User.ToActor();
        Tab = Tabs.Contains(Wanted) ? Wanted! : Overview && Wanted is null ? "all" : OwnTabs[0];
        CaseNumber = string.IsNullOrWhiteSpace(CaseNumber) ? null : CaseNumber.Trim().ToUpperInvariant();
        var tasks = TaskViews.Of(db, actor, Tab);
        if (CaseNumber is not null)
            tasks = tasks.Where(task => task.CaseNumber!.Contains(CaseNumber));

        var total = await tasks.CountAsync();
        Pager = new Pager("/tasks", 1, total, new Dictionary<string, string?> { ["view"] = Tab, ["caseNumber"] = CaseNumber });
        Pager = Pager with { Page = Math.Clamp(PageNumber, 1, Pager.Pages) };
        var ordered = Tab == "done"
            ? tasks.OrderByDescending(task => task.CompletedAt).ThenByDescending(task => task.Id)
            : tasks.OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.Id);
        var page = await ordered.Skip((Pager.Page - 1) * Pager.PageSize).Take(Pager.PageSize).AsNoTracking().ToListAsync();
        var names = await StaffNames.ReadAsync(db, page.Select(task => task.AssigneePersonId ?? task.CompletedBy));
        List = new InboxList([.. page.Select(task => new InboxRow(task, names))], total);
        return Page();
    }
}

internal sealed record InboxList(IReadOnlyList<InboxRow> Items, int TotalCount);

internal sealed class InboxRow(HumanTask task, IReadOnlyDictionary<Guid, string> names)
{
    public Guid Id => task.Id;

    public string Key => task.Key;

    public string Title => task.Title;

    public string? CaseNumber => task.CaseNumber;

    public OrganisationLevel Level => task.Level;

    public string Role => task.Role;

    public DateTimeOffset? DueAt => task.DueAt;

    public string? DueExplanation => task.DueExplanation;

    public DateTimeOffset? CompletedAt => task.CompletedAt;

    public string? Outcome => task.Outcome;

    public bool AwaitsSecondPerson => task.AwaitsSecondPerson;

    public string? AssigneeName => (task.AssigneePersonId ?? task.CompletedBy) is { } id ? names.GetValueOrDefault(id) : null;
}
