using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Organisations;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Staff;

/// <summary>Who works at and below one's own union.</summary>
[Authorize(AidPolicies.ReadStaff)]
internal sealed class IndexModel(StaffList list, UnionTree tree, IStringLocalizer<Words> words) : PageModel
{
    private const string Active = "Active";

    public static IReadOnlyList<string> States { get; } = [Active, "Inactive"];

    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "union")]
    public Guid? Union { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public StaffPage List { get; private set; } = new([], 0);

    public IReadOnlyList<SelectListItem> Unions { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Union is not null || !string.IsNullOrEmpty(Role) || !string.IsNullOrEmpty(State);

    public bool MayChange => User.ToActor().IsAdministrator;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        PageNumber = Pager.Within(PageNumber);
        var role = StaffRoles.All.FirstOrDefault(known => known == Role);
        bool? active = States.Contains(State) ? State == Active : null;
        try
        {
            List = await list.ListAsync(new StaffFilter(Search, Union, role, active), actor, PageNumber, Pager.PageSize, cancellationToken);
            Unions = StaffMarks.Choices(await tree.OpenAsync(actor, cancellationToken), words["Filter.All"], Union is { } chosen ? await tree.GetAsync(chosen, actor, cancellationToken) : null);
        }
        catch (RuleViolationException e) when (e.Code == "not-found")
        {
            return NotFound();
        }

        Pager = new Pager("/staff", PageNumber, List.TotalCount, new Dictionary<string, string?> { ["search"] = Search, ["union"] = Union?.ToString(), ["role"] = role, ["state"] = State });
        return Page();
    }
}
