using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Pages.Shared;
using AidWorkflows.Host.Papers;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

[Authorize(AidPolicies.ReadCases)]
[RequestSizeLimit(UploadOptions.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadOptions.LargestRequest)]
internal sealed class PapersModel(AidDbContext db, CaseAttachments attachments, PaperDesk desk, PolicyLibrary policies) : FormPage
{
    private PolicyPack? pack;

    [BindProperty(SupportsGet = true)]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string? Need { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? RejectReason { get; set; }

    [BindProperty]
    public string? DeferNeed { get; set; }

    [BindProperty]
    public string? DeferReason { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    /// <summary>The file whose form is shown again, with what was wrong in it.</summary>
    public Guid? Refused { get; private set; }

    public CaseAttachmentList List { get; private set; } = null!;

    public IReadOnlyList<PaperView> Papers { get; private set; } = [];

    public IReadOnlyList<MakeablePaper> Makeable { get; private set; } = [];

    public bool MayWork => CaseAttachments.MayWork(User.ToActor());

    public bool MayOpen => CaseAttachments.MayOpen(User.ToActor());

    private bool IsDefer => HttpContext.Request.Query["handler"] == "Defer";

    public override string FieldName(string ruleField) => ruleField switch
    {
        "file" => nameof(Upload),
        "need" => IsDefer ? nameof(DeferNeed) : nameof(Need),
        "reason" => IsDefer ? nameof(DeferReason) : nameof(RejectReason),
        "until" => nameof(Until),
        _ => "",
    };

    public string NameOf(string? need) => List.Required.FirstOrDefault(required => required.Id == need)?.Name ?? "";

    /// <summary>The document and its clause that ask for it; the clause alone says nothing to an applicant.</summary>
    public string BasisOf(NeededPaperView needed) => pack is null ? needed.Clause : new CitationView(pack, new Citation(needed.Document, needed.Clause)).Text;

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = await UploadForm.ReadAsync(Upload, Need, attachments.Options.LargestFileBytes, cancellationToken);
        await attachments.UploadAsync(CaseNumber, form.Need, form.FileName, form.Content, actor, KeyOf(Convert.ToHexString(form.Hash)), cancellationToken);
        TempData["Notice"] = "Papers.Uploaded";
        return RedirectToPage(new { CaseNumber });
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid attachment, CancellationToken cancellationToken)
    {
        await attachments.DecideAsync(attachment, accept: true, null, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Papers.Accepted";
        return RedirectToPage(new { CaseNumber });
    }

    public async Task<IActionResult> OnPostRejectAsync(Guid attachment, CancellationToken cancellationToken)
    {
        Refused = attachment;
        await attachments.DecideAsync(attachment, accept: false, RejectReason, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Papers.SentBack";
        return RedirectToPage(new { CaseNumber });
    }

    public async Task<IActionResult> OnPostDeferAsync(CancellationToken cancellationToken)
    {
        if (Until is not { } until)
            throw new InvalidInputException([new ValidationProblem("field-required", "until", "This field is required.")]);

        await attachments.DeferAsync(CaseNumber, DeferNeed ?? "", until, DeferReason, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Papers.Deferred";
        return RedirectToPage(new { CaseNumber });
    }

    public async Task<IActionResult> OnPostMakeAsync(string key, Guid subject, CancellationToken cancellationToken)
    {
        var rule = PaperRule.Find(key) ?? throw new RuleViolationException("not-found", "There is no such document.");
        return Redirect($"/documents/{(await desk.MakeAsync(rule, subject, User.ToActor(), cancellationToken)).Id}");
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        db.ChangeTracker.Clear();
        var aidCase = await db.Set<AidCase>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.CaseNumber == CaseNumber, HttpContext.RequestAborted);
        if (aidCase is null || !actor.Oversees(aidCase.OrganisationPath))
            return NotFound();

        if (aidCase.PolicyVersionId is { } version)
            pack = (await policies.GetAsync(version, HttpContext.RequestAborted)).Pack;
        List = await attachments.ListAsync(CaseNumber, actor, HttpContext.RequestAborted);
        Papers = await desk.OfCaseAsync(CaseNumber, actor, HttpContext.RequestAborted);
        Makeable = await desk.MakeableAsync(aidCase, actor, HttpContext.RequestAborted);
        return Page();
    }
}
