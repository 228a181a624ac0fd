using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Archives;

/// <summary>How an archive is kept: its paper, its union, its ten years.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class KeepingModel(ArchiveKeeping keeping, ArchiveTransfers transfers, AidDbContext db, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string ArchiveNumber { get; set; } = "";

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? DestructionReason { get; set; }

    public KeepingView? Keeping { get; private set; }

    public IReadOnlyList<TransferView> Transfers { get; private set; } = [];

    public List<SelectListItem> Unions { get; private set; } = [];

    public bool MayPropose { get; private set; }

    public bool MayKeepPaper { get; private set; }

    public bool MayAnswer { get; private set; }

    public bool MayTakeBack { get; private set; }

    public bool MayDestroy { get; private set; }

    public TransferView? Pending => Transfers.FirstOrDefault(transfer => transfer.State == TransferState.Proposed);

    public override string FieldName(string ruleField) => ruleField switch
    {
        "to" => nameof(To),
        "reason" => HttpContext.Request.Query["handler"].ToString() switch { "Destroy" => nameof(DestructionReason), "Refuse" => nameof(Answer), _ => nameof(Reason) },
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostPaperAsync(CancellationToken cancellationToken)
    {
        await keeping.PaperIsInStepAsync(ArchiveNumber, User.ToActor(), cancellationToken);
        return Done("Keeping.Paper.Saved");
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new TransferForm { To = To, Reason = Reason };
        await transfers.ProposeAsync(ArchiveNumber, form, actor, KeyOf(form), cancellationToken);
        return Done("Transfer.Proposed");
    }

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken) => DecideAsync(TransferState.Accepted, cancellationToken);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken) => DecideAsync(TransferState.Refused, cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellationToken) => DecideAsync(TransferState.TakenBack, cancellationToken);

    public async Task<IActionResult> OnPostDestroyAsync(CancellationToken cancellationToken)
    {
        await keeping.ProposeAsync(ArchiveNumber, DestructionReason, User.ToActor(), cancellationToken);
        return Done("Destruction.Proposed");
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        await keeping.ConfirmAsync(ArchiveNumber, User.ToActor(), cancellationToken);
        return Done("Destruction.Confirmed");
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        var archive = await db.Set<HouseholdArchive>().AsNoTracking().Where(candidate => candidate.ArchiveNumber == ArchiveNumber)
            .Select(candidate => new { candidate.Id, candidate.OrganisationPath, candidate.State }).SingleOrDefaultAsync();
        if (archive is null)
            return NotFound();

        Transfers = await transfers.OfAsync(archive.Id, HttpContext.RequestAborted);

        // The union that is asked to keep it sees the proposal, and the household only when it has accepted.
        MayAnswer = Pending is { } pending && pending.ToPath == actor.OrganisationPath && actor.Has(Domain.People.StaffRoles.Clerk);
        var sees = actor.Oversees(archive.OrganisationPath);
        if (!sees && !MayAnswer)
            return NotFound();
        if (!sees)
            return Page();

        Keeping = await keeping.ReadAsync(ArchiveNumber, actor, HttpContext.RequestAborted);
        var mine = ArchiveTransfer.MayPropose(actor, archive.OrganisationPath);
        MayKeepPaper = ArchiveKeeping.MayKeepPaper(actor, archive.OrganisationPath) && Keeping.ErasedAt is null;
        MayTakeBack = mine && Pending is not null;
        MayPropose = mine && Pending is null && (archive.State is ArchiveState.Active or ArchiveState.Relieved);
        MayDestroy = ArchiveKeeping.MayDestroy(actor) && Keeping is { KeepUntil: { } until, ErasedAt: null } && Domain.Calendar.ChinaTime.Today(clock) > until;
        if (MayPropose)
            Unions = await UnionsAsync(archive.OrganisationPath);
        return Page();
    }

    /// <summary>The other grass-roots unions of the same city.</summary>
    private async Task<List<SelectListItem>> UnionsAsync(string path)
    {
        var city = await db.Set<Organisation>().AsNoTracking().Where(union => union.Level == OrganisationLevel.City && path.StartsWith(union.Path)).Select(union => union.Path).FirstOrDefaultAsync() ?? path;
        return await db.Set<Organisation>().AsNoTracking().Where(union => union.Level == OrganisationLevel.Grassroots && union.Path.StartsWith(city) && union.Path != path && union.ClosedAt == null)
            .OrderBy(union => union.Path).Select(union => new SelectListItem(union.Name, union.Code)).ToListAsync();
    }

    private async Task<IActionResult> DecideAsync(TransferState decision, CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        await transfers.DecideAsync(ArchiveNumber, decision, Answer, actor, KeyOf(new { decision, Answer }), cancellationToken);
        TempData["Notice"] = "Transfer.Done";
        return decision == TransferState.Accepted ? RedirectToPage("/Archives/Details", new { archiveNumber = ArchiveNumber }) : RedirectToPage("/Archives/Index");
    }

    private RedirectToPageResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToPage(new { archiveNumber = ArchiveNumber });
    }
}
