using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Reports;

/// <summary>The monthly reports of the counties (S-095).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class IndexModel(ReportList reports) : PageModel
{
    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public ReportPage List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Pager.Within(PageNumber);
        List = await reports.ListAsync(null, null, PageNumber, Pager.PageSize, User.ToActor(), cancellationToken);
        Pager = new Pager("/reports", PageNumber, List.TotalCount, new Dictionary<string, string?>());
    }
}
