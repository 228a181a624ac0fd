using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages;

/// <summary>What went wrong and what to do. Shown in place of a page, so it answers every method and needs no form token.</summary>
[IgnoreAntiforgeryToken]
[SuppressMessage("Security", "CA5391:Use antiforgery tokens in ASP.NET Core MVC controllers", Justification = "Changes nothing.")]
internal sealed class ErrorModel : PageModel
{
    private static readonly int[] Explained = [400, 403, 404, 409, 413, 429, 500];

    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    public int Known => Explained.Contains(Status) ? Status : Status is >= 400 and < 500 ? 400 : 500;

    public string RequestId => HttpContext.TraceIdentifier;

    public void OnGet() => Response.StatusCode = Known;

    public void OnPost() => OnGet();
}
