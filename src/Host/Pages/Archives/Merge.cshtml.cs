using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Archives;

/// <summary>Two archives of one household side by side; one stays.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class MergeModel(ArchiveMerges merges) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string ArchiveNumber { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "other")]
    public string? Other { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Month to survivor or other.</summary>
    [BindProperty]
    public Dictionary<string, string?> Months { get; set; } = [];

    /// <summary>Null until another archive is named.</summary>
    public MergePreview? Preview { get; private set; }

    public override string FieldName(string ruleField) => ruleField switch
    {
        "reason" => nameof(Reason),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new MergeForm { Other = Other, Reason = Reason, Months = Months };
        await merges.MergeAsync(ArchiveNumber, form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "Merge.Done";
        return RedirectToPage("/Archives/Details", new { archiveNumber = ArchiveNumber });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        if (!ArchiveMerges.MayMerge(actor))
            return Forbid();
        if (string.IsNullOrWhiteSpace(Other))
            return Page();

        try
        {
            Preview = await merges.PreviewAsync(ArchiveNumber, Other.Trim(), actor, HttpContext.RequestAborted);
            return Page();
        }
        catch (RuleViolationException refusal) when (refusal.Code == "not-found")
        {
            return NotFound();
        }
    }
}
