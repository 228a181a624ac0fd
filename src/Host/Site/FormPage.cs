using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Idempotency;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Site;

/// <summary>A page with a form that comes back, with all that was entered, when a rule is broken.</summary>
internal abstract class FormPage : PageModel
{
    /// <summary>
    /// Stays the same when a form is sent twice (double click, back button, lost answer), so that both have one effect. Each form that is
    /// shown has a new one (<see cref="FormOperationTagHelper"/>).
    /// </summary>
    [BindProperty]
    public Guid Operation { get; set; }

    /// <summary>Names the write that this form asks for.</summary>
    protected WriteKey? KeyOf<T>(T entered) => PageWrites.KeyOf(HttpContext, User.ToActor().PersonId, Operation, entered);

    /// <summary>The name in this page's form of a field that a rule names.</summary>
    public virtual string FieldName(string ruleField) => ruleField;

    /// <summary>Reads again what the page shows around the form.</summary>
    public abstract Task<IActionResult> ShowAgainAsync();

    /// <summary>Errors of a field that the page shows itself.</summary>
    public string ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var entry) ? string.Join(' ', entry.Errors.Select(error => error.ErrorMessage)) : "";
}
