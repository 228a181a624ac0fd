using System.Globalization;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.Host.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Publishing;

/// <summary>What was done with one definition, and how any two of its versions differ.</summary>
[Authorize(ElsaApiPolicies.Read)]
internal sealed class HistoryModel(DefinitionHistory history, DefinitionLibrary library, PublicationDesk desk, IStringLocalizer<Words> words) : PageModel
{
    private const int MostEvents = 200;

    [BindProperty(SupportsGet = true)]
    public string DefinitionId { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "from")]
    public int? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public int? To { get; set; }

    public string Name { get; private set; } = "";

    /// <summary>There is something to open in Studio.</summary>
    public bool Exists { get; private set; }

    public IReadOnlyList<DefinitionEventRow> Events { get; private set; } = [];

    public IReadOnlyDictionary<Guid, PublicationRequestRow> Requests { get; private set; } = new Dictionary<Guid, PublicationRequestRow>();

    /// <summary>Versions that can still be compared.</summary>
    public IReadOnlyList<SelectListItem> Versions { get; private set; } = [];

    public ComparedVersions? Compared { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Events = await history.ListAsync(DefinitionId, MostEvents, cancellationToken);
        Requests = await history.RequestsAsync(Events, cancellationToken);
        var versions = await library.ListVersionsAsync(DefinitionId, cancellationToken);
        if (Events.Count == 0 && versions.Count == 0)
            return NotFound();

        Exists = versions.Exists(version => version.IsLatest);
        Name = (versions.Find(version => version.IsLatest)?.Name ?? (Events.Count > 0 ? Events[0].Name : null)) is { Length: > 0 } name ? name : DefinitionId;
        Versions = [.. versions.Select(version => new SelectListItem(Describe(version), version.Version.ToString(CultureInfo.InvariantCulture)))];
        if (versions.Count > 1)
            await CompareAsync(versions, cancellationToken);
        return Page();
    }

    public string ByOf(DefinitionEventRow row) => row.PersonId is null ? words["Case.Timeline.System"] : row.PersonName ?? row.Account ?? row.PersonId;

    public bool HasVersion(int? version) => version is { } number && Versions.Any(item => item.Value == number.ToString(CultureInfo.InvariantCulture));

    private async Task CompareAsync(List<DefinitionVersionRow> versions, CancellationToken cancellationToken)
    {
        var language = SiteLanguage.IsChinese ? ElsaApi.Descriptors.Language.Chinese : ElsaApi.Descriptors.Language.English;
        try
        {
            Compared = await desk.CompareAsync(DefinitionId, From, To ?? versions.Max(version => version.Version), language, cancellationToken);
        }
        catch (DefinitionNotFoundException)
        {
            // An address with a version that was deleted since: the newest two are shown.
            Compared = await desk.CompareAsync(DefinitionId, null, versions.Max(version => version.Version), language, cancellationToken);
        }

        (From, To) = (Compared.From, Compared.To);
    }

    private string Describe(DefinitionVersionRow version)
    {
        var text = words["Studio.Version", version.Version].Value;
        if (version.IsPublished)
            return $"{text} ({words["History.Version.Published"]})";
        return version.PublishedAt is null && version.IsLatest ? $"{text} ({words["History.Version.Draft"]})" : text;
    }
}
