using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Pages;

/// <summary>Remembers the language a person picked and goes back to where they were.</summary>
internal sealed class LanguageModel(IOptions<SiteOptions> site, TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Index");

    public IActionResult OnPost(string to, string? returnUrl)
    {
        SiteLanguage.Choose(Response, to, site.Value.RequireHttps, clock.GetUtcNow());
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }
}
