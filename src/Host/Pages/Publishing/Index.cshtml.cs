using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Publishing;

/// <summary>What was done with workflow definitions lately, and which publications wait for a second person.</summary>
[Authorize(ElsaApiPolicies.Read)]
internal sealed class IndexModel(DefinitionHistory history) : PageModel
{
    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<PublicationRequestRow> Waiting { get; private set; } = [];

    public IReadOnlyList<DefinitionEventRow> Events { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Pager.Within(PageNumber);
        Waiting = await history.WaitingAsync(cancellationToken);
        Events = await history.RecentAsync((PageNumber - 1) * Pager.PageSize, Pager.PageSize, cancellationToken);
        Pager = new Pager("/studio/history", PageNumber, await history.CountAsync(cancellationToken), new Dictionary<string, string?>());
    }
}
