using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Organisations;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Organisations;

/// <summary>One union: what it is, what was changed about it, and for administrators the changes themselves.</summary>
[Authorize(AidPolicies.ReadStaff)]
internal sealed class DetailsModel(UnionTree tree, UnionRegister register) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? NewName { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public OrganisationLevel? Level { get; set; }

    public UnionView Union { get; private set; } = null!;

    public IReadOnlyList<UnionView> Way { get; private set; } = [];

    public IReadOnlyList<UnionChangeView> History { get; private set; } = [];

    public bool MayChange => User.ToActor().IsAdministrator;

    private bool isAdding;

    private bool isRenaming;

    public override string FieldName(string ruleField) => ruleField switch
    {
        "name" => isAdding ? nameof(NewName) : nameof(Name),
        "code" => nameof(Code),
        "level" => nameof(Level),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        isAdding = true;
        var actor = User.ToActor();
        var wanted = new WantedUnion(Id, Code, NewName, Level);
        var added = await register.AddAsync(wanted, actor, KeyOf(wanted), cancellationToken);
        return Done("Union.Added", added);
    }

    public async Task<IActionResult> OnPostRenameAsync(CancellationToken cancellationToken)
    {
        isRenaming = true;
        var actor = User.ToActor();
        return Done("Union.Renamed", await register.RenameAsync(Id, Name, actor, KeyOf(new { rename = Name }), cancellationToken));
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        return Done("Union.IsClosed", await register.CloseAsync(Id, actor, KeyOf("close"), cancellationToken));
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        return Done("Union.Reopened", await register.ReopenAsync(Id, actor, KeyOf("reopen"), cancellationToken));
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        try
        {
            Union = await tree.GetAsync(Id, actor, HttpContext.RequestAborted);
        }
        catch (RuleViolationException e) when (e.Code == "not-found")
        {
            return NotFound();
        }

        if (!isRenaming)
            Name = Union.Name;
        Way = await tree.WayToAsync(Union.Path, actor, HttpContext.RequestAborted);
        History = await tree.HistoryAsync(Id, actor, UnionTree.MaximumPageSize, HttpContext.RequestAborted);
        return Page();
    }

    private RedirectToPageResult Done(string notice, UnionView union)
    {
        TempData["Notice"] = notice;
        TempData["NoticeArgument"] = union.Name;
        return RedirectToPage(new { Id });
    }
}
