using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Papers;

[Authorize(AidPolicies.ReadCases)]
internal sealed class DocumentModel(PaperDesk desk) : PageModel
{
    public PaperView Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            Paper = await desk.GetAsync(id, User.ToActor(), cancellationToken);
            return Page();
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }
    }
}
