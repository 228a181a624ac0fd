using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Templates;

[Authorize(AidPolicies.ReadPolicies)]
internal sealed class CompareModel(TemplateDesk desk) : PageModel
{
    public string Key { get; private set; } = "";

    public int From { get; private set; }

    public int To { get; private set; }

    public IReadOnlyList<ComparedLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, int from, int to, CancellationToken cancellationToken)
    {
        (Key, From, To) = (key, from, to);
        try
        {
            Lines = await desk.CompareAsync(key, from, to, cancellationToken);
            return Page();
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }
    }
}
