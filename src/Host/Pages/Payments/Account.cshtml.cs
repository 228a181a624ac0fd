using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Payments;

/// <summary>S-071, S-072: the account of a payment that failed.</summary>
[Authorize(AidPolicies.WorkOnTasks)]
internal sealed class AccountModel(PaymentAccounts accounts) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? AccountName { get; set; }

    [BindProperty]
    public string? BankName { get; set; }

    [BindProperty]
    public string? AccountNumber { get; set; }

    public PaymentAccountView Account { get; private set; } = null!;

    public override string FieldName(string ruleField) => ruleField switch
    {
        "accountName" => nameof(AccountName),
        "bankName" => nameof(BankName),
        "accountNumber" => nameof(AccountNumber),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        var shown = await ShowAgainAsync();
        AccountName = Account?.PayeeName;
        return shown;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new PaymentAccountForm { AccountName = AccountName, BankName = BankName, AccountNumber = AccountNumber };
        await accounts.CorrectAsync(Id, form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "Account.Corrected";
        return RedirectToPage("/Tasks/Inbox");
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        try
        {
            Account = await accounts.GetAsync(Id, User.ToActor(), HttpContext.RequestAborted);
        }
        catch (RuleViolationException violation) when (violation.Code is "not-found" or "forbidden")
        {
            return violation.Code == "not-found" ? NotFound() : Forbid();
        }

        return Page();
    }
}
