using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Outreach;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Cases;

/// <summary>Who helped with an application (S-091), and the code with which the household answers the survey (S-096).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class ServiceModel(OutreachDesk desk, SurveyDesk surveys) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public AssistanceManner Manner { get; set; }

    public AssistanceView? Assistance { get; private set; }

    public bool MayAssist { get; private set; }

    public bool IsClosed { get; private set; }

    public bool MayIssue { get; private set; }

    /// <summary>Shown in this one answer and kept nowhere.</summary>
    public string? Code { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAssistAsync(CancellationToken cancellationToken)
    {
        await desk.AssistAsync(CaseNumber, new AssistanceForm { Manner = Manner }, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Assistance.Saved";
        return RedirectToPage(new { CaseNumber });
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellationToken)
    {
        Code = (await surveys.IssueAsync(CaseNumber, User.ToActor(), cancellationToken)).Code;
        Response.Headers.CacheControl = "no-store";
        return await ShowAgainAsync();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        AidCase aidCase;
        try
        {
            aidCase = await desk.FindCaseAsync(CaseNumber, actor, HttpContext.RequestAborted);
        }
        catch (Domain.Rules.RuleViolationException refusal) when (refusal.Code == "not-found")
        {
            return NotFound();
        }

        Assistance = await desk.AssistanceAsync(CaseNumber, actor, HttpContext.RequestAborted);
        MayAssist = Assistance is null && OutreachDesk.MayAssist(actor, aidCase);
        IsClosed = aidCase.ClosedAt is not null;
        MayIssue = IsClosed && OutreachDesk.MayRecord(actor);
        return Page();
    }
}
