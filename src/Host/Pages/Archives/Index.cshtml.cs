using AidWorkflows.Domain.Archives;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Archives;

[Authorize(AidPolicies.ReadCases)]
internal sealed class IndexModel(ArchiveQueries archives) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public ArchiveState? State { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public ArchiveList List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || State is not null;

    public bool MayEnter => PaperArchives.MayEnter(User.ToActor());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Pager.Within(PageNumber);
        List = await archives.ListAsync(State, Search, PageNumber, Pager.PageSize, User.ToActor(), cancellationToken);
        Pager = new Pager("/archives", PageNumber, List.TotalCount, new Dictionary<string, string?> { ["search"] = Search, ["state"] = State?.ToString() });
    }
}
