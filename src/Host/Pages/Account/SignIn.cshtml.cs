using System.ComponentModel.DataAnnotations;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Account;

internal sealed class SignInModel(PasswordSignIn signIn, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty, StringLength(256)]
    public string? UserName { get; set; }

    [BindProperty, StringLength(256)]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => User.HasClaim(claim => claim.Type == AidClaims.PersonId) ? LocalRedirect("/") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(UserName))
            ModelState.AddModelError(nameof(UserName), words["SignIn.UserName.Missing"]);
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), words["SignIn.Password.Missing"]);
        if (!ModelState.IsValid)
            return Refused(StatusCodes.Status422UnprocessableEntity);

        var result = await signIn.CheckAsync(UserName!.Trim(), Password!, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        if (result.Principal is null)
        {
            // The same words for an unknown account and a wrong password.
            ModelState.AddModelError("", result.RetryAfter is { } wait
                ? words["SignIn.Wait", (int)Math.Ceiling(wait.TotalMinutes)]
                : words["SignIn.Failed"]);
            return Refused(result.RetryAfter is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests);
        }

        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, result.Principal);
        if (result.MustChange)
            return RedirectToPage("ChangePassword");

        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private PageResult Refused(int status)
    {
        Response.StatusCode = status;
        Password = null;
        return Page();
    }
}
