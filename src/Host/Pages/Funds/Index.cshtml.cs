using AidWorkflows.Domain.Funds;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Funds;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Funds;

/// <summary>Money by source.</summary>
[Authorize(AidPolicies.ReadPayments)]
internal sealed class IndexModel(FundBook book) : FormPage
{
    [BindProperty]
    public FundSource? Source { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    public IReadOnlyList<FundView> List { get; private set; } = [];

    public bool MayKeep => PaymentRights.MayPay(User.ToActor());

    public override string FieldName(string ruleField) => ruleField switch
    {
        "source" => nameof(Source),
        "name" => nameof(Name),
        "document" => nameof(Document),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new FundForm { Source = Source, Name = Name, Document = Document };
        var opened = await book.OpenAsync(form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "Fund.Opened";
        return RedirectToPage("/Funds/Details", new { id = opened.Id });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        List = await book.ListAsync(User.ToActor(), HttpContext.RequestAborted);
        return Page();
    }
}
