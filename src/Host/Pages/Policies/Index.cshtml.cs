using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Policies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Policies;

[Authorize(AidPolicies.ReadPolicies)]
internal sealed class IndexModel(PolicyCatalogue catalogue, PolicyWords policyWords) : PageModel
{
    public PolicyList List { get; private set; } = new([], 0, []);

    public PolicyWords PolicyWords => policyWords;

    public bool MayAdd => User.ToActor().IsAdministrator;

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await catalogue.ListAsync(User.ToActor(), cancellationToken);

    /// <summary>The title of the version in force, for contradictions between packs.</summary>
    public string TitleOf(string pack) => List.Items.FirstOrDefault(item => item.Pack == pack)?.Title ?? pack;
}
