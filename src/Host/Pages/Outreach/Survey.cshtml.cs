using AidWorkflows.Host.Outreach;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Outreach;

/// <summary>S-096: anybody with a code answers, without a name.</summary>
[AllowAnonymous]
internal sealed class SurveyModel(SurveyDesk desk) : FormPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public int? Overall { get; set; }

    [BindProperty]
    public int? Speed { get; set; }

    [BindProperty]
    public int? Attitude { get; set; }

    public override string FieldName(string ruleField) => char.ToUpperInvariant(ruleField[0]) + ruleField[1..];

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await desk.AnswerAsync(new SurveyForm { Code = Code, Overall = Overall, Speed = Speed, Attitude = Attitude }, cancellationToken);
        TempData["Notice"] = "Survey.Thanks";
        return RedirectToPage();
    }

    public override Task<IActionResult> ShowAgainAsync() => Task.FromResult<IActionResult>(Page());
}
