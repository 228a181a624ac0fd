using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Papers;

/// <summary>The documents of one kind about one thing (a report, an exit, a county's payments), and the button that makes one.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class MakeModel(PaperDesk desk, AidDbContext db) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid SubjectId { get; set; }

    public PaperRule Rule { get; private set; } = null!;

    public IReadOnlyList<PaperView> Papers { get; private set; } = [];

    /// <summary>The page that this one was opened from.</summary>
    public (string Path, string Label, string Name) Subject { get; private set; }

    public bool MayMake => Rule.MayMake(User.ToActor());

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (PaperRule.Find(Key) is not { } rule)
            return NotFound();

        return Redirect($"/documents/{(await desk.MakeAsync(rule, SubjectId, User.ToActor(), cancellationToken)).Id}");
    }

    public override string FieldName(string ruleField) => "";

    public override async Task<IActionResult> ShowAgainAsync()
    {
        if (PaperRule.Find(Key) is not { } rule)
            return NotFound();

        Rule = rule;
        Papers = await desk.OfSubjectAsync(rule.Kind, SubjectId, User.ToActor(), HttpContext.RequestAborted);
        Subject = rule.Subject switch
        {
            PaperSubject.Report => ($"/reports/{SubjectId}", "Reports.Title", ""),
            PaperSubject.Organisation => ("/payments", "Payments.Title", ""),
            PaperSubject.Exit when await ArchiveOfExitAsync() is { } archive => ($"/archives/{archive}/exits", "Exits.Title", archive),
            _ => ("/cases", "Nav.Cases", ""),
        };
        return Page();
    }

    private Task<string?> ArchiveOfExitAsync()
    {
        var path = User.ToActor().OrganisationPath;
        return db.Set<ArchiveExit>().Where(exit => exit.Id == SubjectId && exit.OrganisationPath.StartsWith(path))
            .Join(db.Set<HouseholdArchive>(), exit => exit.ArchiveId, archive => archive.Id, (_, archive) => archive.ArchiveNumber)
            .SingleOrDefaultAsync(HttpContext.RequestAborted);
    }
}
