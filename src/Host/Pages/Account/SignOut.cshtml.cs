using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Account;

internal sealed class SignOutModel : PageModel
{
    public void OnGet()
    {
        // Only asks: a link must not be able to sign anybody out.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return RedirectToPage("SignIn");
    }
}
