using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Organisations;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Staff;

/// <summary>A new person with an account. The first password is in the answer to the form itself, not behind a redirect that would have to carry it.</summary>
[Authorize(AidPolicies.Administer)]
internal sealed class NewModel(StaffAccounts accounts, UnionTree tree, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty(SupportsGet = true, Name = "union")]
    public Guid? Union { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    public IReadOnlyList<SelectListItem> Unions { get; private set; } = [];

    public IssuedPassword? Issued { get; private set; }

    public override string FieldName(string ruleField) => ruleField switch
    {
        "name" => nameof(Name),
        "userName" => nameof(UserName),
        "organisationId" => nameof(Union),
        "roles" => nameof(Roles),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync()
    {
        return ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var wanted = new WantedStaff(Name, UserName, Union, Roles);
        Issued = await accounts.CreateAsync(wanted, actor, KeyOf(wanted), cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        UnionView? chosen = null;
        try
        {
            chosen = Union is { } id ? await tree.GetAsync(id, actor, HttpContext.RequestAborted) : null;
        }
        catch (RuleViolationException e) when (e.Code == "not-found")
        {
            Union = null;
        }

        Unions = StaffMarks.Choices(await tree.OpenAsync(actor, HttpContext.RequestAborted), words["Choose"], chosen is { ClosedAt: null } ? chosen : null);
        return Page();
    }
}
