using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Organisations;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Organisations;

/// <summary>The tree of unions, and what was last changed about it.</summary>
[Authorize(AidPolicies.ReadStaff)]
internal sealed class IndexModel(UnionTree tree) : PageModel
{
    private const int DeepestStep = 4;
    private const int Recent = 12;

    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public UnionPage List { get; private set; } = new([], 0);

    public IReadOnlyList<UnionChangeView> History { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    /// <summary>How far a row is indented below the reader's own union.</summary>
    public int Step(UnionView union) => Math.Clamp(StaffMarks.Depth(union.Path) - StaffMarks.Depth(User.ToActor().OrganisationPath), 0, DeepestStep);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        PageNumber = Pager.Within(PageNumber);
        List = await tree.ListAsync(actor, Search, PageNumber, Pager.PageSize, cancellationToken);
        Pager = new Pager("/organisations", PageNumber, List.TotalCount, new Dictionary<string, string?> { ["search"] = Search });
        History = await tree.HistoryAsync(null, actor, Recent, cancellationToken);
    }
}
