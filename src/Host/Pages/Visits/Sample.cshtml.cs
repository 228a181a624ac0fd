using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Visits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Visits;

[Authorize(AidPolicies.ReadChecks)]
internal sealed class SampleModel(VisitSamples samples) : PageModel
{
    public SampleView Sample { get; private set; } = null!;

    /// <summary>The sample drawn once more, when that was asked for.</summary>
    public SampleCheck? Check { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, bool again, CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        try
        {
            Sample = await samples.GetAsync(id, actor, cancellationToken);
            Check = again ? await samples.DrawAgainAsync(id, actor, cancellationToken) : null;
            return Page();
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }
    }
}
