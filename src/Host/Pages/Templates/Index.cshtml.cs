using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Templates;

[Authorize(AidPolicies.ReadPolicies)]
internal sealed class IndexModel(TemplateDesk desk) : PageModel
{
    public IReadOnlyList<TemplateSummary> Templates { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Templates = await desk.ListAsync(cancellationToken);
}
