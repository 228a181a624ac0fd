using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Papers;

[Authorize(AidPolicies.ReadCases)]
internal sealed class DueModel(PapersDue due) : PageModel
{
    public IReadOnlyList<LatePaper> Late { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Late = await due.ListAsync(User.ToActor(), cancellationToken);
}
