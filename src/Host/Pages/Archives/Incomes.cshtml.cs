using System.Globalization;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Archives;

/// <summary>The income ledger of a household (S-081, Q-24).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class IncomesModel(ArchiveQueries archives, IncomeLedger ledger, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string ArchiveNumber { get; set; } = "";

    [BindProperty]
    public string? Month { get; set; }

    [BindProperty]
    public decimal? PerHead { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public ArchiveDetails Archive { get; private set; } = null!;

    public bool MayRecord { get; private set; }

    public override string FieldName(string ruleField) => ruleField switch
    {
        "month" => nameof(Month),
        "perHead" => nameof(PerHead),
        "evidence" => nameof(Evidence),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        var today = ChinaTime.Today(clock);
        Month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new MonthlyIncomeForm { PerHead = PerHead, Evidence = Evidence };
        await ledger.RecordAsync(ArchiveNumber, Month ?? "", form, actor, KeyOf(new { Month, form }), cancellationToken);
        TempData["Notice"] = "Income.Saved";
        return RedirectToPage(new { archiveNumber = ArchiveNumber });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        if (await archives.FindForAsync(ArchiveNumber, actor, HttpContext.RequestAborted) is not { } found)
            return NotFound();

        Archive = found.Details;
        MayRecord = IncomeLedger.MayRecord(actor, found.OrganisationPath) && Archive.ClosedAt is null;
        return Page();
    }
}
