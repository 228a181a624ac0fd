using AidWorkflows.Data.People;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Account;

[BeforePasswordChange]
internal sealed class ChangePasswordModel(UserManager<AidUser> users, SignInManager<AidUser> signIns, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? New { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public bool MustChange { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        MustChange = (await users.GetUserAsync(User))?.MustChangePassword ?? false;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Challenge();

        MustChange = user.MustChangePassword;
        if (New != Again)
            ModelState.AddModelError(nameof(Again), words["Password.Different"]);
        else if (!string.IsNullOrEmpty(New) && New == Current)
            ModelState.AddModelError(nameof(New), words["Password.Same"]);
        if (!ModelState.IsValid)
            return Refused();

        // Saved together with the new password, in Identity's one update.
        user.MustChangePassword = false;
        var result = await users.ChangePasswordAsync(user, Current ?? "", New ?? "");
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                var text = words[$"Password.{error.Code}"];
                ModelState.AddModelError(error.Code == "PasswordMismatch" ? nameof(Current) : nameof(New), text.ResourceNotFound ? error.Description : text.Value);
            }

            return Refused();
        }

        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, await signIns.CreateUserPrincipalAsync(user));
        TempData["Notice"] = "Password.Changed";
        return RedirectToPage("/Index");
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
