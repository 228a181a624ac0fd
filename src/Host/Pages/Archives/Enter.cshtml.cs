using AidWorkflows.Data;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Archives;

[Authorize(AidPolicies.WorkOnTasks)]
internal sealed class EnterModel(AidDbContext db, PaperArchives archives) : FormPage
{
    private static readonly char[] Blanks = [' ', '\t', '　', ',', '，'];

    public static IReadOnlyList<string> Tiers { get; } = ["deep", "relative", "accident"];

    [BindProperty]
    public string? PaperNumber { get; set; }

    [BindProperty]
    public DateOnly? OpenedOn { get; set; }

    [BindProperty]
    public string? Tier { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? IdNumber { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    /// <summary>One person a line: name, blank, identity number.</summary>
    [BindProperty]
    public string? Members { get; set; }

    public IReadOnlyList<SelectListItem> Unions { get; private set; } = [];

    public override string FieldName(string ruleField) =>
        ruleField.StartsWith("members", StringComparison.Ordinal) ? nameof(Members) : char.ToUpperInvariant(ruleField[0]) + ruleField[1..];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!PaperArchives.MayEnter(User.ToActor()))
            return Forbid();

        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var form = new PaperArchiveForm
        {
            PaperNumber = PaperNumber,
            OpenedOn = OpenedOn,
            Tier = Tier,
            Name = Name,
            IdNumber = IdNumber,
            Organisation = Organisation,
            Members = [.. (Members ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Member)],
        };
        var entered = await archives.EnterAsync(form, actor, KeyOf(form), cancellationToken);
        TempData["Notice"] = "Archive.Entered";
        return RedirectToPage("/Archives/Details", new { archiveNumber = entered.ArchiveNumber });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var path = User.ToActor().OrganisationPath;
        Unions = await db.Set<Organisation>().AsNoTracking().Where(union => union.Path.StartsWith(path) && union.ClosedAt == null).OrderBy(union => union.Path)
            .Select(union => new SelectListItem(union.Name, union.Code)).ToListAsync();
        return Page();
    }

    private static PaperMemberForm Member(string line)
    {
        var cut = line.LastIndexOfAny(Blanks);
        return cut < 0 ? new PaperMemberForm { Name = line } : new PaperMemberForm { Name = line[..cut].Trim(Blanks), IdNumber = line[(cut + 1)..] };
    }
}
