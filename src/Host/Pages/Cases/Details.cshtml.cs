using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Cases;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

internal sealed class DetailsModel(AidDbContext db, CaseWithdrawal withdrawal, TaskHelp help, TaskWords taskWords, EventWords eventWords, LetterWords letterWords, TimeProvider clock) : FormPage
{
    public AidCase Case { get; private set; } = null!;

    public IReadOnlyList<HumanTask> OpenTasks { get; private set; } = [];

    public IReadOnlyList<CaseEvent> Timeline { get; private set; } = [];

    public string OrganisationName { get; private set; } = "";

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public TaskWords TaskWords => taskWords;

    public EventWords EventWords => eventWords;

    /// <summary>Who may look into the workflow behind the case.</summary>
    public bool SeesWorkflow => ElsaApiPolicies.MayRead(User);

    [BindProperty(SupportsGet = true)]
    public string CaseNumber { get; set; } = "";

    /// <summary>The union that took the application, while something is undecided.</summary>
    public bool MayWithdraw { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostWithdrawAsync(Guid? requestId, CancellationToken cancellationToken)
    {
        await withdrawal.WithdrawAsync(CaseNumber, requestId, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Case.Withdrawn";
        return RedirectToPage(new { CaseNumber });
    }

    public async Task<IActionResult> OnPostUrgeAsync(Guid taskId, CancellationToken cancellationToken)
    {
        await help.UrgeAsync(taskId, User.ToActor(), KeyOf(taskId), cancellationToken);
        TempData["Notice"] = "Task.Urged.Done";
        return RedirectToPage(new { CaseNumber });
    }

    public CaseProcedure Procedure { get; private set; } = null!;

    public CasePapers Papers { get; private set; } = null!;

    /// <summary>The workflows of the case, the oldest first.</summary>
    public IReadOnlyList<CaseInstance> Instances { get; private set; } = [];

    /// <summary>The union that took the application waits for the others.</summary>
    public bool MayUrge(HumanTask task) => User.ToActor() is { } actor && !actor.IsAuditor
        && task.Status == HumanTaskStatus.Open && actor.OrganisationId == Case.OrganisationId && task.OrganisationId != actor.OrganisationId;

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        var found = await CaseReading.FindAsync(db, aidCase => aidCase.CaseNumber == CaseNumber);

        // Somebody else's case is answered like one that does not exist, so that numbers cannot be probed.
        if (found is null || !actor.Oversees(found.OrganisationPath))
            return NotFound();

        Case = found;
        MayWithdraw = CaseWithdrawal.MayWithdraw(found, actor) && found.Requests.Any(request => !request.IsDecided);
        OpenTasks = await db.Set<HumanTask>().AsNoTracking().Where(task => task.CaseId == found.Id && (task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Waiting))
            .OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ToListAsync();
        Timeline = await db.Set<CaseEvent>().AsNoTracking().Where(line => line.CaseId == found.Id)
            .OrderByDescending(line => line.At).ThenByDescending(line => line.Id).ToListAsync();
        Instances = !SeesWorkflow ? [] : await db.Instances.AsNoTracking().Where(instance => instance.CorrelationId == CaseNumber)
            .OrderBy(instance => instance.CreatedAt).ThenBy(instance => instance.Id)
            .Select(instance => new CaseInstance(instance.Id, db.DefinitionVersions.Where(version => version.Id == instance.VersionId).Select(version => version.Name).First() ?? instance.DefinitionId)).ToListAsync();
        Procedure = await CaseProcedure.ReadAsync(db, found, letterWords);
        Papers = await CasePapers.ReadAsync(db, found.Id, found.CaseNumber, clock);
        OrganisationName = (await OrganisationNames.ReadAsync(db, [found.OrganisationId])).GetValueOrDefault(found.OrganisationId, "-");
        var mentioned = Timeline.SelectMany(line => line.Data.Values).Select(value => Guid.TryParse(value, out var id) ? id : (Guid?)null);
        Names = await StaffNames.ReadAsync(db, Timeline.Select(line => line.PersonId).Concat(OpenTasks.Select(task => task.AssigneePersonId)).Concat(mentioned));
        return Page();
    }

    public string? NameOf(Guid? person) => person is { } id ? Names.GetValueOrDefault(id) : null;
}

/// <param name="Name">The workflow's name.</param>
internal sealed record CaseInstance(string Id, string Name);
