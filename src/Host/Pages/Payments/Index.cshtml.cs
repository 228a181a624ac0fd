using AidWorkflows.Domain.Payments;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Payments;

[Authorize(AidPolicies.ReadPayments)]
internal sealed class IndexModel(PaymentList payments) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "caseNumber")]
    public string? CaseNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public PaymentStatus? Status { get; set; }

    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    public PaymentPage List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Pager.Within(PageNumber);
        CaseNumber = string.IsNullOrWhiteSpace(CaseNumber) ? null : CaseNumber.Trim().ToUpperInvariant();
        List = await payments.ListAsync(Status, CaseNumber, PageNumber, Pager.PageSize, User.ToActor(), cancellationToken);
        Pager = new Pager("/payments", PageNumber, List.TotalCount, new Dictionary<string, string?> { ["caseNumber"] = CaseNumber, ["status"] = Status?.ToString() });
    }
}
