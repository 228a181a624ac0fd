using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>A person's tasks: taken, to be taken, done; for administrators and auditors also all open ones they oversee.</summary>
internal sealed class InboxModel(AidDbContext db, TaskInbox inbox, StaffDirectory staff, TaskWords taskWords, TimeProvider clock) : PageModel
{
    private static readonly string[] OwnTabs = ["mine", "group", "asked", "copies", "done"];

    public IEnumerable<string> Tabs => Overview ? [.. OwnTabs, "all", "stuck"] : OwnTabs;

    public TaskWords TaskWords => taskWords;

    [BindProperty(SupportsGet = true, Name = "view")]
    public string? Wanted { get; set; }

    [BindProperty(SupportsGet = true, Name = "caseNumber")]
    public string? CaseNumber { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public string Tab { get; private set; } = OwnTabs[0];

    public InboxList List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    /// <summary>The tasks of the page that nobody can do, in the views of those who can change that.</summary>
    public IReadOnlyDictionary<Guid, StuckTask> Stuck { get; private set; } = new Dictionary<Guid, StuckTask>();

    public int UnreadCopies { get; private set; }

    public bool BatchOffered { get; private set; }

    private bool Overview => User.IsInRole(StaffRoles.Administrator) || User.IsInRole(StaffRoles.Auditor);

    public async Task<IActionResult> OnGetAsync()
    {
        var actor = await staff.WithAbsentAsync(User.ToActor(), clock.GetUtcNow(), HttpContext.RequestAborted);
        Tab = Tabs.Contains(Wanted) ? Wanted! : Overview && Wanted is null ? "all" : OwnTabs[0];
        CaseNumber = string.IsNullOrWhiteSpace(CaseNumber) ? null : CaseNumber.Trim().ToUpperInvariant();
        var tasks = TaskViews.Of(db, actor, Enum.Parse<TaskListKind>(Tab, ignoreCase: true));
        if (CaseNumber is not null)
            tasks = tasks.Where(task => task.CaseNumber!.Contains(CaseNumber));
        if (Tab == "stuck")
            tasks = await inbox.OnlyStuckAsync(tasks, HttpContext.RequestAborted);

        var total = await tasks.CountAsync();
        Pager = new Pager("/tasks", 1, total, new Dictionary<string, string?> { ["view"] = Tab, ["caseNumber"] = CaseNumber });
        Pager = Pager with { Page = Math.Clamp(PageNumber, 1, Pager.Pages) };
        var ordered = Tab is "done" or "copies"
            ? tasks.OrderByDescending(task => task.CompletedAt).ThenByDescending(task => task.Id)
            : tasks.OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.Id);
        var page = await ordered.Skip((Pager.Page - 1) * Pager.PageSize).Take(Pager.PageSize).AsNoTracking().ToListAsync();
        var steps = await inbox.StepsAsync(page, HttpContext.RequestAborted);
        var names = await StaffNames.ReadAsync(db, page.SelectMany(TaskInbox.PeopleOf).Select(person => (Guid?)person));
        if (Tab is "all" or "stuck")
            Stuck = await inbox.StuckAmongAsync(page, HttpContext.RequestAborted);
        List = new InboxList([.. page.Select(task => new InboxRow(task, [.. steps[task.StepId]], names, actor))], total);
        UnreadCopies = await TaskViews.Unread(db, actor).CountAsync();
        BatchOffered = Tab is "mine" or "group" && page.Exists(task => task.BatchAllowed);
        return Page();
    }
}

internal sealed record InboxList(IReadOnlyList<InboxRow> Items, int TotalCount);

internal sealed class InboxRow(HumanTask task, IReadOnlyList<HumanTask> step, IReadOnlyDictionary<Guid, string> names, Actor actor)
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

    public bool IsUrged => task.Status == HumanTaskStatus.Open && task.UrgedAt is not null;

    public bool IsReminded => task.Status == HumanTaskStatus.Open && task.Reminders > 0;

    public bool IsEscalated => task.Status == HumanTaskStatus.Open && task.EscalatedAt is not null;

    /// <summary>The absent colleague whose task it is.</summary>
    public string? StandsInFor => task.Status == HumanTaskStatus.Open && task.AssigneePersonId is { } id && actor.StandsInFor.Contains(id) ? names.GetValueOrDefault(id) : null;

    /// <summary>Whose opinion the task waits for.</summary>
    public string? AskedName => task.Status == HumanTaskStatus.Open && task.Question is { } question ? names.GetValueOrDefault(question.PersonId) : null;

    public bool IsUnread => task.Participants.Any(participant => participant is { Kind: ParticipantKind.Copy, IsOpen: true } && participant.PersonId == actor.PersonId);

    public HumanTaskStatus Status => task.Status;

    /// <summary>How many of a step's signers have signed; null for a step of one.</summary>
    public (int Signed, int Of)? Progress => step.Count < 2
        ? null
        : (step.Count(part => part.Status == HumanTaskStatus.Completed), step.Count(part => part.IsAlive || part.Status == HumanTaskStatus.Completed));

    public string? AssigneeName => (task.AssigneePersonId ?? task.CompletedBy) is { } id ? names.GetValueOrDefault(id) : null;
}
