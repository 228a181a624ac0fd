using AidWorkflows.Domain.Papers;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Papers;

/// <summary>The documents of one kind about one thing (a report, an exit, a county's payments), and the button that makes one.</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class MakeModel(PaperDesk desk) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid SubjectId { get; set; }

    public PaperRule Rule { get; private set; } = null!;

    public IReadOnlyList<PaperView> Papers { get; private set; } = [];

    public bool MayMake => Rule.MayMake(User.ToActor());

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (PaperRule.Find(Key) is not { } rule)
            return NotFound();

        return Redirect($"/documents/{(await desk.MakeAsync(rule, SubjectId, User.ToActor(), cancellationToken)).Id}");
    }

    public override string FieldName(string ruleField) => "";

    public override async Task<IActionResult> ShowAgainAsync()
    {
        if (PaperRule.Find(Key) is not { } rule)
            return NotFound();

        Rule = rule;
        Papers = await desk.OfSubjectAsync(rule.Kind, SubjectId, User.ToActor(), HttpContext.RequestAborted);
        return Page();
    }
}
