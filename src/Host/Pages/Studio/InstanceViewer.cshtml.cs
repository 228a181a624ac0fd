using AidWorkflows.Data;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Studio;

[Authorize(ElsaApiPolicies.Read)]
internal sealed class InstanceViewerModel(AidDbContext db) : PageModel
{
    public InstanceRow Instance { get; private set; } = null!;

    public string DefinitionName { get; private set; } = "";

    /// <summary>The case that the instance works for, when this person may see it.</summary>
    public string? CaseNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var instance = await db.Instances.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (instance is null)
            return NotFound();

        Instance = instance;
        DefinitionName = await db.DefinitionVersions.Where(version => version.Id == instance.VersionId).Select(version => version.Name)
            .SingleOrDefaultAsync(cancellationToken) is { Length: > 0 } name ? name : instance.DefinitionId;

        var owner = await db.FindCaseOfInstanceAsync(id, cancellationToken);
        CaseNumber = owner is not null && User.ToActor().Oversees(owner.OrganisationPath) ? owner.CaseNumber : null;
        return Page();
    }
}
