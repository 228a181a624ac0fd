using AidWorkflows.Domain.Cases;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Cases;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Cases;

[Authorize(AidPolicies.ReadCases)]
internal sealed class IndexModel(CaseQueries cases) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public CaseStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public CaseList List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Status is not null || !string.IsNullOrEmpty(Programme);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Pager.Within(PageNumber);
        var filter = new CaseFilter { Search = Search, Status = Status, Programme = Programme, Page = PageNumber, PageSize = Pager.PageSize };
        List = await cases.ListAsync(filter, User.ToActor(), cancellationToken);
        Pager = new Pager("/cases", PageNumber, List.TotalCount, new Dictionary<string, string?>
        {
            ["search"] = Search,
            ["status"] = Status?.ToString(),
            ["programme"] = Programme,
        });
    }
}
