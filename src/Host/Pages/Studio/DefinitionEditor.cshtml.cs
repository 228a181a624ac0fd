using AidWorkflows.Data;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Studio;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Studio;

[Authorize(ElsaApiPolicies.Read)]
internal sealed class DefinitionEditorModel(AidDbContext db) : PageModel
{
    public string DefinitionId { get; private set; } = "";

    public string Name { get; private set; } = "";

    public bool IsEmpty { get; private set; }

    public async Task<IActionResult> OnGetAsync(string definitionId, CancellationToken cancellationToken)
    {
        var found = await db.DefinitionVersions.Where(version => version.DefinitionId == definitionId && version.IsLatest)
            .Select(version => new { version.DefinitionId, version.Name, version.Content }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return NotFound();

        (DefinitionId, Name) = (found.DefinitionId, found.Name.Length == 0 ? found.DefinitionId : found.Name);
        IsEmpty = StudioCanvas.IsEmpty(found.Content);
        return Page();
    }
}
