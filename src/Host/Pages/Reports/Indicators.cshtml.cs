using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace AidWorkflows.Host.Pages.Reports;

/// <summary>S-005: the indicators of quality, and what counts against one of them.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class IndicatorsModel(CountyBooks books, ReportSheets sheets) : PageModel
{
    public const int MostRows = 200;

    [BindProperty(SupportsGet = true, Name = "county")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Shown { get; set; }

    /// <summary>Null when there is no county to see.</summary>
    public QualityBook? Book { get; private set; }

    public List<SelectListItem> Counties { get; private set; } = [];

    public QualityIndicator? Detail => Book?.Indicators.FirstOrDefault(one => one.Key == Shown);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ReadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) && Book is not null ? File(sheets.Quality(Book), XlsxFile.ContentType, $"indicators-{Book.Year}.xlsx") : NotFound();

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        Counties = [.. (await books.CountiesAsync(actor, cancellationToken)).Select(county => new SelectListItem(county.Name, county.Code))];
        try
        {
            Book = Counties.Count == 0 ? null : await books.QualityAsync(County, Year, actor, cancellationToken);
        }
        catch (Exception wrong) when (wrong is RuleViolationException or InvalidInputException)
        {
            // An address that somebody typed.
            return false;
        }

        County ??= Book?.County;
        Year ??= Book?.Year;
        return true;
    }
}
