using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages;

/// <summary>What went wrong and what to do. Shown in place of a page, so it answers every method and needs no form token.</summary>
[IgnoreAntiforgeryToken]
[SuppressMessage("Security", "CA5391:Use antiforgery tokens in ASP.NET Core MVC controllers", Justification = "Changes nothing.")]
internal sealed class ErrorModel : PageModel
{
    private static readonly int[] Explained = [400, 403, 404, 409, 413, 429, 500];

    // From the address itself: where a form cannot be read, nothing is bound, and a refusal would look like a failure of ours.
    private int Status => int.TryParse((string?)RouteData.Values["status"], CultureInfo.InvariantCulture, out var status) ? status : 500;

    public int Known => Explained.Contains(Status) ? Status : Status is >= 400 and < 500 ? 400 : 500;

    public string RequestId => HttpContext.TraceIdentifier;

    public void OnGet() => Response.StatusCode = Known;

    public void OnPost() => OnGet();
}
