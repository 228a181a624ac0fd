using AidWorkflows.ElsaApi;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Publishing;

/// <summary>A publication that waits for a second person: what changes, what is wrong with it, and the decision.</summary>
[Authorize(ElsaApiPolicies.Read)]
internal sealed class RequestModel(PublicationDesk desk, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RequestedPublication Requested { get; private set; } = null!;

    public override string FieldName(string ruleField) => ruleField == "reason" ? nameof(Reason) : "";

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken)
    {
        if (!User.MayEdit())
            return Forbid();
        var published = await desk.ApproveAsync(Id, User, cancellationToken);
        return Done("History.Approved", published.DefinitionId);
    }

    public async Task<IActionResult> OnPostRejectAsync(CancellationToken cancellationToken)
    {
        if (!User.MayEdit())
            return Forbid();
        await desk.RejectAsync(Id, User, Reason ?? "", cancellationToken);
        return Done("History.Rejected", (await desk.FindRequestAsync(Id, User, Reader, cancellationToken))!.Request.DefinitionId);
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        if (await desk.FindRequestAsync(Id, User, Reader, HttpContext.RequestAborted) is not { } requested)
            return NotFound();
        Requested = requested;
        return Page();
    }

    public string Status => words[$"PublicationRequestStatus.{Requested.Request.Status}"];

    private static ElsaApi.Descriptors.Language Reader => SiteLanguage.IsChinese ? ElsaApi.Descriptors.Language.Chinese : ElsaApi.Descriptors.Language.English;

    private RedirectResult Done(string notice, string definitionId)
    {
        TempData["Notice"] = notice;
        return Redirect($"/studio/history/{Uri.EscapeDataString(definitionId)}");
    }
}
