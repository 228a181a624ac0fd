using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

internal sealed class DetailsModel(AidDbContext db, TaskWords taskWords, EventWords eventWords) : PageModel
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

    public async Task<IActionResult> OnGetAsync(string caseNumber)
    {
        var actor = User.ToActor();
        var found = await CaseReading.FindAsync(db, aidCase => aidCase.CaseNumber == caseNumber);

        // Somebody else's case is answered like one that does not exist, so that numbers cannot be probed.
        if (found is null || !actor.Oversees(found.OrganisationPath))
            return NotFound();

        Case = found;
        OpenTasks = await db.Set<HumanTask>().AsNoTracking().Where(task => task.CaseId == found.Id && task.Status == HumanTaskStatus.Open)
            .OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ToListAsync();
        Timeline = await db.Set<CaseEvent>().AsNoTracking().Where(line => line.CaseId == found.Id)
            .OrderByDescending(line => line.At).ThenByDescending(line => line.Id).ToListAsync();
        OrganisationName = (await OrganisationNames.ReadAsync(db, [found.OrganisationId])).GetValueOrDefault(found.OrganisationId, "-");
        var mentioned = Timeline.SelectMany(line => line.Data.Values).Select(value => Guid.TryParse(value, out var id) ? id : (Guid?)null);
        Names = await StaffNames.ReadAsync(db, Timeline.Select(line => line.PersonId).Concat(OpenTasks.Select(task => task.AssigneePersonId)).Concat(mentioned));
        return Page();
    }

    public string? NameOf(Guid? person) => person is { } id ? Names.GetValueOrDefault(id) : null;
}
