using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Archives;

/// <summary>The lists of archives that somebody has to work off, on the page and as a workbook.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class ListsModel(ArchiveLists lists, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "list")]
    public string? List { get; set; }

    [BindProperty(SupportsGet = true, Name = "organisation")]
    public string? Organisation { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public ArchiveListKind Kind { get; private set; }

    public ArchiveListPage Rows { get; private set; } = new([], 0);

    public List<SelectListItem> Unions { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public bool MayMerge => ArchiveMerges.MayMerge(User.ToActor());

    public static string Name(ArchiveListKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Pager.Within(PageNumber);
        return await ReadAsync(PageNumber, Pager.PageSize, cancellationToken) ?? await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(1, ArchiveLists.LongestFile, cancellationToken) is { } refused)
            return refused;

        var sheet = new Sheet(
            words[$"ArchiveListKind.{Kind}"],
            [
                new(words["Archive.OrCase"], Width: 22), new(words["ArchiveLists.Other"], Width: 22), new(words["Archive.Holder"]), new(words["Archive.IdNumber"], Width: 24),
                new(words["Case.Organisation"], Width: 30), new(words["Archive.State"]), new(words["ArchiveLists.Since"], ColumnKind.Date), new(words["ArchiveLists.Changed"], ColumnKind.Date),
            ],
            [.. Rows.Items.Select(row => (IReadOnlyList<object?>)[row.ArchiveNumber ?? row.CaseNumber, row.Other, row.Name, row.IdNumberMask, row.OrganisationName, StateOf(row), row.Since, row.Changed])])
        {
            Titles = [words[$"ArchiveListKind.{Kind}"], words["ArchiveLists.Count", Rows.TotalCount]],
        };
        return File(XlsxFile.Write(sheet), XlsxFile.ContentType, $"{Name(Kind)}.xlsx");
    }

    public string StateOf(ArchiveListRow row) => row.CaseStatus is { } status ? words[$"CaseStatus.{status}"] : words[$"ArchiveState.{row.State}"];

    /// <summary>Null when all went well.</summary>
    private async Task<IActionResult?> ReadAsync(int page, int pageSize, CancellationToken cancellationToken)
    {
        var kinds = Enum.GetValues<ArchiveListKind>().Where(kind => string.IsNullOrEmpty(List) || Name(kind) == List).ToList();
        if (kinds.Count == 0)
            return NotFound();

        Kind = kinds[0];
        try
        {
            Rows = await lists.ReadAsync(Kind, Organisation, page, pageSize, User.ToActor(), cancellationToken);
            return null;
        }
        catch (RuleViolationException refusal) when (refusal.Code == "unknown-organisation")
        {
            return NotFound();
        }
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        Unions = [new SelectListItem(words["Filter.All"], ""), .. (await lists.UnionsAsync(User.ToActor(), cancellationToken)).Select(union => new SelectListItem(union.Name, union.Code))];
        Pager = new Pager($"/archives/lists/{Name(Kind)}", PageNumber, Rows.TotalCount, new Dictionary<string, string?> { ["organisation"] = Organisation });
        return Page();
    }
}
