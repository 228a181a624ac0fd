using AidWorkflows.Domain.Payments;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Funds;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Payments;

/// <summary>S-070: a cashier of the county puts pending payments into a batch.</summary>
[Authorize(AidPolicies.ReadPayments)]
internal sealed class BatchesModel(PaymentBatches batches, PaymentList payments, FundBook funds, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty]
    public Guid? FundId { get; set; }

    [BindProperty]
    public IReadOnlyList<Guid> Chosen { get; set; } = [];

    public BatchList List { get; private set; } = new([], 0);

    public IReadOnlyList<PaymentRow> Pending { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Funds { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public bool MayPay => PaymentRights.MayPay(User.ToActor());

    public override string FieldName(string ruleField) => ruleField is "fundId" or "fund" ? nameof(FundId) : "";

    public bool IsChosen(Guid paymentId) => HttpMethods.IsGet(Request.Method) || Chosen.Contains(paymentId);

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new BatchForm { FundId = FundId, Payments = Chosen };
        var made = await batches.MakeAsync(form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "PayBatch.Made";
        return RedirectToPage("/Payments/Batch", new { id = made.Id });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();

        // Not bound: "page" is also the name of the page's own route value, and that would come first.
        var pageNumber = Pager.Within(int.TryParse(Request.Query["page"], out var asked) ? asked : 1);
        List = await batches.ListAsync(null, pageNumber, Pager.PageSize, actor, HttpContext.RequestAborted);
        Pager = new Pager("/payments/batches", pageNumber, List.TotalCount, new Dictionary<string, string?>());
        if (MayPay)
        {
            Pending = (await payments.ListAsync(PaymentStatus.Pending, null, 1, PaymentBatch.MostPayments, actor, HttpContext.RequestAborted)).Items;
            var open = await funds.ListAsync(actor, HttpContext.RequestAborted);
            Funds = open.Count == 0
                ? []
                : [new SelectListItem(words["Batches.Fund.Choose"], ""), .. open.Select(fund => new SelectListItem($"{fund.Name} · {words["Fund.Available"]} {Show.Money(fund.Available)}", fund.Id.ToString()))];
        }

        return Page();
    }
}
