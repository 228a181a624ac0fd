using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Notices;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Notices;

[AllowAnonymous]
internal sealed class ObjectModel(NoticeBoard board) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    public NoticeView? Notice { get; private set; }

    public Guid? Receipt { get; private set; }

    public override string FieldName(string ruleField) => char.ToUpperInvariant(ruleField[0]) + ruleField[1..];

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var form = new ObjectionForm { Text = Text, Contact = Contact };
        Receipt = (await board.ObjectAsync(Id, form, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken)).Id;
        return Page();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        try
        {
            Notice = await board.GetAsync(Id, HttpContext.RequestAborted);
            return Page();
        }
        catch (RuleViolationException refusal) when (refusal.Code == "not-found")
        {
            return NotFound();
        }
    }
}
