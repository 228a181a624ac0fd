using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>The sealed objection or grounds that a task decides about, for the person who has the task.</summary>
[Authorize(AidPolicies.WorkOnTasks)]
internal sealed class StatementModel(TaskStatements statements) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null until it has been opened; in this one answer only.</summary>
    public TaskStatement? Statement { get; private set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Statement = await statements.OpenAsync(Id, User.ToActor(), cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public override Task<IActionResult> ShowAgainAsync() => Task.FromResult<IActionResult>(Page());
}
