using AidWorkflows.Data;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Pages.Account;

/// <summary>Q-15: relatives one declares, so that one has nothing to do with their households; reviewers for those below, too.</summary>
internal sealed class RelativesModel(AidDbContext db, RelativeRegister register, IOptions<VisitOptions> options) : FormPage
{
    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    /// <summary>The declaration that is about to be removed.</summary>
    [BindProperty(SupportsGet = true, Name = "remove")]
    public Guid? Removing { get; set; }

    [BindProperty]
    public Guid? PersonId { get; set; }

    [BindProperty]
    public RelativeKind? Relation { get; set; }

    [BindProperty]
    public string? IdNumber { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RelativeList List { get; private set; } = new([], 0);

    public RelativeView? ToRemove { get; private set; }

    /// <summary>For reviewers: everybody they oversee, themselves first.</summary>
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public bool MayDeclare => User.ToActor() is var actor && StaffRelative.MayWrite(actor, actor.PersonId, actor.OrganisationPath);

    public bool KeepsOut => options.Value.ExcludeRelatives;

    public override string FieldName(string ruleField) => ruleField switch
    {
        "personId" => nameof(PersonId),
        "relation" => nameof(Relation),
        "idNumber" => nameof(IdNumber),
        "reason" => nameof(Reason),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        var shown = await ShowAgainAsync();
        return Removing is not null && ToRemove is null ? NotFound() : shown;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var wanted = new WantedRelative(PersonId, Relation, IdNumber);
        await register.DeclareAsync(wanted, User.ToActor(), KeyOf(wanted), cancellationToken);
        TempData["Notice"] = "Relatives.Declared";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await register.RemoveAsync(Removing ?? Guid.Empty, Reason, User.ToActor(), KeyOf(new { Removing, Reason }), cancellationToken);
        TempData["Notice"] = "Relatives.Removed";
        return RedirectToPage();
    }

    /// <summary>What the list offers; the register checks for itself. Whoever reads others' rows and is a reviewer oversees them.</summary>
    public bool MayRemove(RelativeView row) => row.RemovedAt is null && User.ToActor() is var actor && (row.Staff.Id == actor.PersonId ? MayDeclare : actor.Has(StaffRoles.Reviewer));

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        PageNumber = Pager.Within(PageNumber);
        List = await register.ListAsync(actor, PageNumber, Pager.PageSize, HttpContext.RequestAborted);
        Pager = new Pager("/relatives", PageNumber, List.TotalCount, new Dictionary<string, string?>());
        ToRemove = Removing is { } id ? await register.FindAsync(id, actor, HttpContext.RequestAborted) : null;
        if (!actor.Has(StaffRoles.Reviewer))
            return Page();

        var path = actor.OrganisationPath;
        var people = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where person.Active && organisation.Path.StartsWith(path)
            orderby person.Id != actor.PersonId, organisation.Path, person.Name
            select new { person.Id, person.Name, Organisation = organisation.Name }).Take(1000).ToListAsync(HttpContext.RequestAborted);
        People = [.. people.Select(person => new SelectListItem($"{person.Name} · {person.Organisation}", person.Id.ToString()))];
        return Page();
    }
}
