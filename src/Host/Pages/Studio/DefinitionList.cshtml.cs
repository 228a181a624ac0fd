using AidWorkflows.ElsaApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Studio;

[Authorize(ElsaApiPolicies.Read)]
internal sealed class DefinitionListModel : PageModel;
