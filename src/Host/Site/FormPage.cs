using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Site;

/// <summary>A page with a form that comes back, with all that was entered, when a rule is broken.</summary>
public abstract class FormPage : PageModel
{
    /// <summary>
    /// Stays the same when a form is sent twice (double click, back button, lost answer), so that both have one effect.
    /// </summary>
    [BindProperty]
    public Guid Operation { get; set; }

    /// <summary>Where the names in a problem begin in this page's form, for example <c>Form.</c>.</summary>
    internal virtual string FieldPrefix => "";

    /// <summary>Reads again what the page shows around the form.</summary>
    public abstract Task<IActionResult> ShowAgainAsync();
}
