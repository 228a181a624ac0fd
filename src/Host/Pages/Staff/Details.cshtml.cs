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

/// <summary>One member of staff: who, as what, what was changed; and for administrators the changes themselves.</summary>
[Authorize(AidPolicies.ReadStaff)]
internal sealed class DetailsModel(StaffList list, StaffAccounts accounts, StaffPosts posts, UnionTree tree, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty]
    public Guid? Union { get; set; }

    [BindProperty]
    public List<string> MoveRoles { get; set; } = [];

    public StaffDetails Person { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Unions { get; private set; } = [];

    public IssuedPassword? Issued { get; private set; }

    public bool MayChange => User.ToActor().IsAdministrator;

    public bool IsSelf => User.ToActor().PersonId == Id;

    /// <summary>The form that was sent; the others show what is.</summary>
    private string sent = "";

    public override string FieldName(string ruleField) => ruleField switch
    {
        "name" => nameof(Name),
        "organisationId" => nameof(Union),
        "roles" => sent == nameof(MoveRoles) ? nameof(MoveRoles) : nameof(Roles),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync()
    {
        return ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken)
    {
        // In the answer to the form itself: a redirect would have to carry the password.
        Issued = await accounts.ResetPasswordAsync(Id, User.ToActor(), KeyOf("reset"), cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostUnlockAsync(CancellationToken cancellationToken) =>
        Done("Staff.Unlocked", await accounts.UnlockAsync(Id, User.ToActor(), KeyOf("unlock"), cancellationToken));

    public async Task<IActionResult> OnPostRolesAsync(CancellationToken cancellationToken)
    {
        sent = nameof(Roles);
        return Done("Staff.RolesChanged", await posts.ChangeRolesAsync(Id, Roles, User.ToActor(), KeyOf(new { Roles }), cancellationToken));
    }

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken)
    {
        sent = nameof(MoveRoles);
        return Done("Staff.Moved", await posts.MoveAsync(Id, Union, MoveRoles, User.ToActor(), KeyOf(new { Union, MoveRoles }), cancellationToken));
    }

    public async Task<IActionResult> OnPostRenameAsync(CancellationToken cancellationToken)
    {
        sent = nameof(Name);
        return Done("Staff.Renamed", await posts.RenameAsync(Id, Name, User.ToActor(), KeyOf(new { Name }), cancellationToken));
    }

    public async Task<IActionResult> OnPostDeactivateAsync(CancellationToken cancellationToken) =>
        Done("Staff.Deactivated", await posts.DeactivateAsync(Id, User.ToActor(), KeyOf("deactivate"), cancellationToken));

    public async Task<IActionResult> OnPostReactivateAsync(CancellationToken cancellationToken) =>
        Done("Staff.Reactivated", await posts.ReactivateAsync(Id, User.ToActor(), KeyOf("reactivate"), cancellationToken));

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        try
        {
            Person = await list.GetAsync(Id, actor, HttpContext.RequestAborted);
        }
        catch (RuleViolationException e) when (e.Code == "not-found")
        {
            return NotFound();
        }

        if (sent != nameof(Name))
            Name = Person.Staff.Name;
        if (sent != nameof(Roles))
            Roles = [.. Person.Staff.Roles];
        if (sent != nameof(MoveRoles))
            MoveRoles = [.. Person.Staff.Roles];
        if (MayChange)
            Unions = StaffMarks.Choices([.. (await tree.OpenAsync(actor, HttpContext.RequestAborted)).Where(union => union.Id != Person.Staff.Organisation.Id)], words["Choose"]);
        return Page();
    }

    private RedirectToPageResult Done(string notice, StaffView person)
    {
        TempData["Notice"] = notice;
        TempData["NoticeArgument"] = person.Name;
        return RedirectToPage(new { Id });
    }
}
