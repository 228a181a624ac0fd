using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Payments;

[Authorize(AidPolicies.ReadPayments)]
internal sealed class IndexModel(AidDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "caseNumber")]
    public string? CaseNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public PaymentStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<PaymentRow> Items { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        var path = User.ToActor().OrganisationPath;
        var payments =
            from payment in db.Set<Payment>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            where aidCase.OrganisationPath.StartsWith(path)
            select new { Payment = payment, aidCase.CaseNumber };
        CaseNumber = string.IsNullOrWhiteSpace(CaseNumber) ? null : CaseNumber.Trim().ToUpperInvariant();
        if (CaseNumber is not null)
            payments = payments.Where(row => row.CaseNumber.Contains(CaseNumber));
        if (Status is { } status)
            payments = payments.Where(row => row.Payment.Status == status);

        Pager = new Pager("/payments", 1, await payments.CountAsync(), new Dictionary<string, string?> { ["caseNumber"] = CaseNumber, ["status"] = Status?.ToString() });
        Pager = Pager with { Page = Math.Clamp(PageNumber, 1, Pager.Pages) };
        var page = await payments.OrderByDescending(row => row.Payment.CreatedAt).ThenByDescending(row => row.Payment.Id)
            .Skip((Pager.Page - 1) * Pager.PageSize).Take(Pager.PageSize).ToListAsync();
        Items = [.. page.Select(row => new PaymentRow(row.Payment, row.CaseNumber))];
    }
}

internal sealed record PaymentRow(Payment Payment, string CaseNumber);
