using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Policies;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Policies;

[Authorize(AidPolicies.ReadPolicies)]
internal sealed class DetailsModel(PolicyCatalogue catalogue, PolicyEdits edits, PolicyWords policyWords) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Pack { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int? Number { get; set; }

    public PolicySummary Summary { get; private set; } = null!;

    public PolicyVersionRow Version { get; private set; } = null!;

    public PolicyPack Rules { get; private set; } = null!;

    public string Json { get; private set; } = "";

    public PolicyWords PolicyWords => policyWords;

    public bool MayEdit => PolicyEdits.MayEdit(User.ToActor(), Summary.Organisation);

    /// <summary>The version before this one, to compare with.</summary>
    public int? Before => Summary.Versions.Where(version => version.Number < Version.Number).Select(version => (int?)version.Number).Max();

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        var edited = await edits.WithdrawAsync(Pack, Number ?? 0, User.ToActor(), KeyOf(Number), cancellationToken);
        TempData["Notice"] = "Policies.Withdrawn";
        TempData["NoticeArgument"] = edited.Number;
        return RedirectToPage(new { Pack, edited.Number });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        try
        {
            Summary = await catalogue.GetAsync(Pack, actor, HttpContext.RequestAborted);
            var number = Number ?? (Summary.InForce ?? Summary.Versions[0]).Number;
            (_, Version, Rules, Json) = await catalogue.VersionAsync(Pack, number, actor, HttpContext.RequestAborted);
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }

        return Page();
    }
}
