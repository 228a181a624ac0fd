using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Payments;

/// <summary>S-072: who waits for money, and how long.</summary>
[Authorize(AidPolicies.ReadPayments)]
internal sealed class AgeingModel(PaymentAgeing ageing, ArchiveLists lists, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "organisation")]
    public string? Organisation { get; set; }

    public AgeingList List { get; private set; } = new([], [], 0, 0);

    public IReadOnlyList<AgeingRow> Rows { get; private set; } = [];

    public List<SelectListItem> Unions { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public override string FieldName(string ruleField) => nameof(Organisation);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        List = await ageing.ListAsync(Organisation, User.ToActor(), cancellationToken);
        return await ShowRowsAsync();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellationToken) =>
        File(XlsxFile.Write(PaymentAgeing.SheetOf(await ageing.ListAsync(Organisation, User.ToActor(), cancellationToken))), XlsxFile.ContentType, "payment-ageing.xlsx");

    public override async Task<IActionResult> ShowAgainAsync()
    {
        List = await ageing.ListAsync(null, User.ToActor(), HttpContext.RequestAborted);
        return await ShowRowsAsync();
    }

    private async Task<PageResult> ShowRowsAsync()
    {
        Unions = [new SelectListItem(words["Filter.All"], ""), .. (await lists.UnionsAsync(User.ToActor(), HttpContext.RequestAborted)).Select(union => new SelectListItem(union.Name, union.Code))];

        // Not bound: "page" is also the name of the page's own route value, and that would come first.
        var pageNumber = Pager.Within(int.TryParse(Request.Query["page"], out var asked) ? asked : 1);
        Rows = [.. List.Rows.Skip((pageNumber - 1) * Pager.PageSize).Take(Pager.PageSize)];
        Pager = new Pager("/payments/ageing", pageNumber, List.Rows.Count, new Dictionary<string, string?> { ["organisation"] = Organisation });
        return Page();
    }
}
