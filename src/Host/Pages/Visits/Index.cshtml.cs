using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Visits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace AidWorkflows.Host.Pages.Visits;

[Authorize(AidPolicies.ReadChecks)]
internal sealed class IndexModel(VisitPlans plans, VisitSamples samples) : FormPage
{
    public const int MostRows = 200;

    [BindProperty(SupportsGet = true, Name = "county")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    [BindProperty]
    public int? Count { get; set; }

    /// <summary>Null when there is no county to see.</summary>
    public VisitPlan? Plan { get; private set; }

    public List<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<SampleView> Samples { get; private set; } = [];

    public bool MayDraw => VisitSamples.MayDraw(User.ToActor());

    public override string FieldName(string ruleField) => ruleField == "count" ? nameof(Count) : "";

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostDrawAsync(CancellationToken cancellationToken)
    {
        var drawn = await samples.DrawAsync(Count, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Samples.Drawn";
        return RedirectToPage("/Visits/Sample", new { id = drawn.Id });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        Counties = [.. (await plans.CountiesAsync(actor, HttpContext.RequestAborted)).Select(county => new SelectListItem(county.Name, county.Code))];
        try
        {
            Plan = Counties.Count == 0 ? null : await plans.ReadAsync(County, Year, actor, HttpContext.RequestAborted);
        }
        catch (Exception wrong) when (wrong is RuleViolationException or InvalidInputException)
        {
            // An address that somebody typed.
            return NotFound();
        }

        County ??= Plan?.County;
        Year ??= Plan?.Year;
        Samples = await samples.ListAsync(actor, HttpContext.RequestAborted);
        return Page();
    }
}
