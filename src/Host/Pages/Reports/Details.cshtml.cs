using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Reports;

/// <summary>One report with its figures, recipients and the times that things took (S-092, S-095).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class DetailsModel(ReportList reports, ReportSheets sheets) : PageModel
{
    public ReportView Report { get; private set; } = null!;

    public ReportSheets Sheets => sheets;

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

    public async Task<IActionResult> OnGetFileAsync(Guid id, CancellationToken cancellationToken) =>
        await OnGetAsync(id, cancellationToken) is PageResult ? File(sheets.Month(Report), XlsxFile.ContentType, $"report-{Report.Month}.xlsx") : NotFound();
}
