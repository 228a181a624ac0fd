using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Reports;

/// <summary>A monthly report on A4, to be sealed and sent to its two recipients (S-095).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class PrintModel(ReportList reports, ReportSheets sheets) : PageModel
{
    public ReportView Report { get; private set; } = null!;

    public ReportSheets Sheets => sheets;

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
