using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Account;

/// <summary>Who does one's tasks while one is away; administrators set it for others too.</summary>
internal sealed class StandInModel(AidDbContext db, StandIns standIns, TimeProvider clock) : FormPage
{
    [BindProperty]
    public Guid? AbsentPersonId { get; set; }

    [BindProperty]
    public Guid? StandInPersonId { get; set; }

    /// <summary>As date fields write it, whatever the language of the page.</summary>
    [BindProperty]
    public string? FirstDay { get; set; }

    [BindProperty]
    public string? LastDay { get; set; }

    public IReadOnlyList<StandInView> Current { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Colleagues { get; private set; } = [];

    /// <summary>For administrators: everybody below.</summary>
    public IReadOnlyList<SelectListItem> Absentees { get; private set; } = [];

    public override string FieldName(string ruleField) => ruleField switch
    {
        "personId" => nameof(AbsentPersonId),
        "standInPersonId" => nameof(StandInPersonId),
        "firstDay" => nameof(FirstDay),
        "lastDay" => nameof(LastDay),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        FirstDay = ChinaTime.Today(clock).ToString("O", CultureInfo.InvariantCulture);
        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var wanted = new WantedStandIn(AbsentPersonId, StandInPersonId, DayOf(FirstDay), DayOf(LastDay));
        await standIns.SetAsync(User.ToActor(), wanted, KeyOf(wanted), cancellationToken);
        TempData["Notice"] = "StandIn.Set";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken)
    {
        await standIns.EndAsync(User.ToActor(), id, KeyOf(id), cancellationToken);
        TempData["Notice"] = "StandIn.Ended";
        return RedirectToPage();
    }

    /// <summary>Ending is for the absent person and administrators.</summary>
    public bool MayEnd(StandInView standIn) => User.ToActor() is { } actor && (actor.IsAdministrator || standIn.Absent.Id == actor.PersonId);

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        Current = await standIns.ListAsync(actor, HttpContext.RequestAborted);
        var path = actor.OrganisationPath;
        var all = actor.IsAdministrator;
        var people = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where person.Active && (organisation.Id == actor.OrganisationId || (all && organisation.Path.StartsWith(path)))
            orderby organisation.Path, person.Name
            select new { person.Id, person.Name, Organisation = organisation.Name }).Take(1000).ToListAsync();
        List<SelectListItem> items = [.. people.Select(person => new SelectListItem(all ? $"{person.Name} · {person.Organisation}" : person.Name, person.Id.ToString()))];
        Colleagues = all ? items : [.. items.Where(item => item.Value != actor.PersonId.ToString())];
        Absentees = all ? items : [];
        return Page();
    }
}
