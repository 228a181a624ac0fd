using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace AidWorkflows.Host.Pages.Reports;

/// <summary>S-006, S-008, S-094: planned and achieved in a year, under the label of the twenty livelihood projects.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class TargetsModel(CountyBooks books, ReportSheets sheets) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "county")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    [BindProperty]
    public AidKind Kind { get; set; }

    [BindProperty]
    public int? Households { get; set; }

    [BindProperty]
    public int? People { get; set; }

    [BindProperty]
    public string? Citation { get; set; }

    /// <summary>Null when there is no county to see.</summary>
    public YearBook? Book { get; private set; }

    public List<SelectListItem> Counties { get; private set; } = [];

    /// <summary>The union that the lists behind the figures are narrowed to: a grass-roots union sees its own anyway.</summary>
    public string? Scope => User.ToActor().Level == Domain.Organisations.OrganisationLevel.Grassroots ? null : Book?.County;

    public bool MaySet => User.ToActor().IsAdministrator;

    public override string FieldName(string ruleField) => ruleField switch
    {
        "households" => nameof(Households),
        "people" => nameof(People),
        "citation" => nameof(Citation),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnGetFileAsync()
    {
        if (await ShowAgainAsync() is not PageResult || Book is null)
            return NotFound();

        return File(sheets.Year(Book), XlsxFile.ContentType, $"targets-{Book.Year}.xlsx");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!MaySet)
            return Forbid();

        await books.SetTargetAsync(Year ?? 0, Kind, new TargetForm { County = County, Households = Households, People = People, Citation = Citation }, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Targets.Saved";
        return RedirectToPage(new { county = County, year = Year });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        Counties = [.. (await books.CountiesAsync(actor, HttpContext.RequestAborted)).Select(county => new SelectListItem(county.Name, county.Code))];
        try
        {
            Book = Counties.Count == 0 ? null : await books.YearAsync(County, Year, actor, HttpContext.RequestAborted);
        }
        catch (Exception wrong) when (wrong is RuleViolationException or InvalidInputException)
        {
            // An address that somebody typed.
            return NotFound();
        }

        County ??= Book?.County;
        Year ??= Book?.Year;
        return Page();
    }
}
