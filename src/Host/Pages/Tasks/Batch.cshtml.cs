using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>Several tasks approved together; says of each whether it can be, and why not.</summary>
[Authorize(AidPolicies.WorkOnTasks)]
internal sealed class BatchModel(BatchApproval batch, TaskWords taskWords) : FormPage
{
    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public string? Comment { get; set; }

    public IReadOnlyList<BatchRow> Rows { get; private set; } = [];

    /// <summary>What came of those that were sent; null before.</summary>
    public IReadOnlyList<BatchRow>? Results { get; private set; }

    public TaskWords TaskWords => taskWords;

    public override string FieldName(string ruleField) => ruleField == "comment" ? nameof(Comment) : "";

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Results = await batch.ApproveAsync(User.ToActor(), Chosen, Comment, KeyOf(new { Chosen, Comment }), cancellationToken);
        return await ShowAgainAsync();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        Rows = await batch.ListAsync(User.ToActor(), HttpContext.RequestAborted);
        return Page();
    }
}
