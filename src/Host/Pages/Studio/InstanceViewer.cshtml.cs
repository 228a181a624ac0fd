using AidWorkflows.Data;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Studio;
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

    public bool IsEmpty { get; private set; }

    /// <summary>The case that the instance works for, when this person may see it.</summary>
    public string? CaseNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var instance = await db.Instances.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (instance is null)
            return NotFound();

        Instance = instance;
        var definition = await db.DefinitionVersions.Where(version => version.Id == instance.VersionId)
            .Select(version => new { version.Name, version.Content }).SingleAsync(cancellationToken);
        DefinitionName = definition.Name.Length == 0 ? instance.DefinitionId : definition.Name;
        IsEmpty = StudioCanvas.IsEmpty(definition.Content);
        var owner = await db.FindCaseOfInstanceAsync(id, cancellationToken);
        CaseNumber = owner is not null && User.ToActor().Oversees(owner.OrganisationPath) ? owner.CaseNumber : null;
        return Page();
    }
}
