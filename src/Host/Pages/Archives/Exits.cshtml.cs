using System.Globalization;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Archives;

/// <summary>How a household leaves, and the worker's objection (S-083 to S-089).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class ExitsModel(ArchiveQueries archives, ExitQueries queries, ArchiveExits desk) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string ArchiveNumber { get; set; } = "";

    [BindProperty]
    public ExitRoute Route { get; set; }

    /// <summary>As date fields write it, whatever the language of the page.</summary>
    [BindProperty]
    public string? SignedOn { get; set; }

    [BindProperty]
    public AppealReceiver Receiver { get; set; }

    [BindProperty]
    public string? Grounds { get; set; }

    public IReadOnlyList<ExitView> Exits { get; private set; } = [];

    public bool MayBegin { get; private set; }

    public bool MayAppeal { get; private set; }

    public override string FieldName(string ruleField) => ruleField switch
    {
        "signedOn" => nameof(SignedOn),
        "receiver" => nameof(Receiver),
        "grounds" => nameof(Grounds),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new ExitRequestForm
        {
            Route = Route,
            SignedOn = DateOnly.TryParseExact(SignedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        };
        await desk.BeginAsync(ArchiveNumber, form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "Exits.Begun";
        return RedirectToPage(new { archiveNumber = ArchiveNumber });
    }

    public async Task<IActionResult> OnPostAppealAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new AppealForm { Receiver = Receiver, Grounds = Grounds };
        await desk.AppealAsync(ArchiveNumber, form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "Appeal.Saved";
        return RedirectToPage(new { archiveNumber = ArchiveNumber });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        if (await archives.FindForAsync(ArchiveNumber, actor, HttpContext.RequestAborted) is not { } found)
            return NotFound();

        Exits = await queries.OfAsync(found.Details.Id, HttpContext.RequestAborted);
        MayBegin = ArchiveExits.MayBegin(actor, found.OrganisationPath) && (found.Details.State is ArchiveState.Active or ArchiveState.Relieved) && !Exits.Any(exit => exit.EndedAt is null);
        MayAppeal = ArchiveExits.MayReceive(actor) && Exits is [{ State: ExitState.Appealable }, ..];
        return Page();
    }
}
