using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Policies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Policies;

[Authorize(AidPolicies.ReadPolicies)]
internal sealed class CompareModel(PolicyCatalogue catalogue, PolicyWords policyWords, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Pack { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "from")]
    public int From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public int To { get; set; }

    public PolicySummary Summary { get; private set; } = null!;

    public IReadOnlyList<PolicyDifference> Differences { get; private set; } = [];

    public PolicyWords PolicyWords => policyWords;

    public IEnumerable<SelectListItem> Versions =>
        Summary.Versions.Select(version => new SelectListItem(words["Policies.VersionNumber", version.Number], version.Number.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        try
        {
            Summary = await catalogue.GetAsync(Pack, actor, cancellationToken);
            Differences = await catalogue.CompareAsync(Pack, From, To, actor, cancellationToken);
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }

        return Page();
    }
}
