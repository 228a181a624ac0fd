using AidWorkflows.Data;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>Moves a leaver's tasks: choose both, look, then move.</summary>
[Authorize(AidPolicies.Administer)]
internal sealed class HandOverModel(AidDbContext db, HandOver handOver, TaskWords taskWords) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "from")]
    public Guid? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public Guid? To { get; set; }

    public IReadOnlyList<SelectListItem> Leavers { get; private set; } = [];

    public IReadOnlyList<SelectListItem> People { get; private set; } = [];

    public HandOverView? Tasks { get; private set; }

    public TaskWords TaskWords => taskWords;

    public bool Moved { get; private set; }

    public int Movable => Tasks?.Items.Count(row => row.Problem is null) ?? 0;

    public override string FieldName(string ruleField) => ruleField == "toPersonId" ? "to" : "from";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (From is { } leaver)
            Tasks = await handOver.PreviewAsync(User.ToActor(), leaver, To, cancellationToken);
        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Tasks = await handOver.MoveAsync(User.ToActor(), From ?? Guid.Empty, To, null, KeyOf(new { From, To }), cancellationToken);
        Moved = true;
        return await ShowAgainAsync();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var path = User.ToActor().OrganisationPath;
        var people = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where organisation.Path.StartsWith(path)
            orderby organisation.Path, person.Name
            select new { person.Id, person.Name, person.Active, Organisation = organisation.Name }).Take(2000).ToListAsync();
        Leavers = [.. people.Select(person => new SelectListItem($"{person.Name} · {person.Organisation}", person.Id.ToString()))];
        People = [.. people.Where(person => person.Active).Select(person => new SelectListItem($"{person.Name} · {person.Organisation}", person.Id.ToString()))];
        return Page();
    }
}
