using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Templates;

[Authorize(AidPolicies.ReadPolicies)]
internal sealed class EditModel(TemplateDesk desk) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public string? DocumentTitle { get; set; }

    [BindProperty]
    public string? TitleEnglish { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public string? CaseNumber { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public TemplateSummary Template { get; private set; } = null!;

    public TemplateDetails Shown { get; private set; } = null!;

    public bool MayEdit => TemplateDesk.MayEdit(User.ToActor());

    public override string FieldName(string ruleField) => ruleField switch
    {
        "title" => nameof(DocumentTitle),
        "titleEnglish" => nameof(TitleEnglish),
        "body" => nameof(Body),
        "comment" => nameof(Comment),
        "caseNumber" => nameof(CaseNumber),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        await SaveAsync(cancellationToken);
        TempData["Notice"] = "Templates.Saved";
        return RedirectToPage(new { Key });
    }

    /// <summary>Shows the saved draft in a page of its own, in the same sandbox that documents are served in.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        var content = await desk.PreviewAsync(Key, CaseNumber, User.ToActor(), cancellationToken);
        PaperFiles.Guard(HttpContext);
        return Content(content, $"{PaperRule.Find(Key)!.MediaType}; charset=utf-8");
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancellationToken)
    {
        await desk.PublishAsync(Key, Comment, Version, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Templates.Published";
        return RedirectToPage(new { Key });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        try
        {
            Template = await desk.GetAsync(Key, HttpContext.RequestAborted);
            Shown = await desk.DetailsAsync(Key, null, HttpContext.RequestAborted);
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }

        DocumentTitle ??= Shown.Title;
        TitleEnglish ??= Shown.TitleEnglish;
        Body ??= Shown.Body;
        Version ??= Shown.IsPublished ? null : Shown.RowVersion;
        return Page();
    }

    private Task<TemplateDetails> SaveAsync(CancellationToken cancellationToken) =>
        desk.SaveAsync(Key, new TemplateText(DocumentTitle ?? "", TitleEnglish ?? "", Body ?? ""), Version, User.ToActor(), cancellationToken);
}
