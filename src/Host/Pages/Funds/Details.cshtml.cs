using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Funds;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Funds;

/// <summary>The ledger of one fund.</summary>
[Authorize(AidPolicies.ReadPayments)]
internal sealed class DetailsModel(FundBook book) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public FundView Fund { get; private set; } = null!;

    public FundEntryPage Entries { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    public bool MayKeep => PaymentRights.MayPay(User.ToActor());

    public override string FieldName(string ruleField) => ruleField switch
    {
        "amount" or "fund" => nameof(Amount),
        "text" => nameof(Text),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellationToken)
    {
        try
        {
            return File(XlsxFile.Write(await book.LedgerAsync(Id, User.ToActor(), cancellationToken)), XlsxFile.ContentType, "fund-ledger.xlsx");
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }
    }

    public async Task<IActionResult> OnPostAllocateAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        await book.AllocateAsync(Id, Form, actor, KeyOf(new { kind = "allocate", Form }), cancellationToken);
        return Done();
    }

    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        await book.CorrectAsync(Id, Form, actor, KeyOf(new { kind = "correct", Form }), cancellationToken);
        return Done();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        try
        {
            Fund = await book.GetAsync(Id, actor, HttpContext.RequestAborted);
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }

        // Not bound: "page" is also the name of the page's own route value, and that would come first.
        var pageNumber = Pager.Within(int.TryParse(Request.Query["page"], out var asked) ? asked : 1);
        Entries = await book.EntriesAsync(Id, pageNumber, Pager.PageSize, actor, HttpContext.RequestAborted);
        Pager = new Pager($"/funds/{Id}", pageNumber, Entries.TotalCount, new Dictionary<string, string?>());
        return Page();
    }

    private FundEntryForm Form => new() { Amount = Amount, Text = Text };

    private RedirectToPageResult Done()
    {
        TempData["Notice"] = "Fund.Entered";
        return RedirectToPage(new { Id });
    }
}
