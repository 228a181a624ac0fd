using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Reports;

/// <summary>One report with its figures, recipients and the times that things took (S-092, S-095).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class DetailsModel(ReportList reports) : PageModel
{
    public ReportView Report { get; private set; } = null!;

    public IEnumerable<CycleTime> Times => (Report.Figures.Decisions is { } whole ? [whole] : Enumerable.Empty<CycleTime>()).Concat(Report.Figures.Steps);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            Report = await reports.GetAsync(id, User.ToActor(), cancellationToken);
            return Page();
        }
        catch (RuleViolationException refusal) when (refusal.Code == "not-found")
        {
            return NotFound();
        }
    }
}
