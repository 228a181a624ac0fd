using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>The query of the definition list; names are matched without regard to case.</summary>
internal sealed record DefinitionQuery(
    string? VersionOptions,
    int? Page,
    int? PageSize,
    string? SearchTerm,
    bool? IsSystem,
    string? OrderBy,
    string? OrderDirection,
    string[]? DefinitionIds,
    string[]? Ids)
{
    private const int LargestPage = 1_000;

    public int Take => Math.Clamp(PageSize ?? 25, 1, LargestPage);

    public int Skip => (int)Math.Min((long)Math.Max(Page ?? 0, 0) * Take, int.MaxValue);

    public IQueryable<DefinitionVersionRow> Filter(AidDbContext db)
    {
        var versions = db.DefinitionVersions.AsNoTracking();
        if (DefinitionIds is { Length: > 0 } definitions)
            versions = versions.Where(version => definitions.Contains(version.DefinitionId));
        if (Ids is { Length: > 0 } ids)
            versions = versions.Where(version => ids.Contains(version.Id));
        if (SearchTerm?.Trim() is { Length: > 0 } term)
        {
            var text = term.ToLowerInvariant();

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to LOWER in SQL; the culture of this process plays no part.
            versions = versions.Where(version => version.Name.ToLower().Contains(text) || version.DefinitionId.ToLower().Contains(text) || version.Id == term);
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        // Nothing of ours is a system workflow.
        if (IsSystem == true)
            versions = versions.Where(_ => false);
        return versions.Where(VersionOptions);
    }

    public IQueryable<DefinitionVersionRow> Sort(IQueryable<DefinitionVersionRow> versions)
    {
        var descending = string.Equals(OrderDirection, "Descending", StringComparison.OrdinalIgnoreCase);
        return OrderBy switch
        {
            "Name" => descending ? versions.OrderByDescending(version => version.Name).ThenByDescending(version => version.Version) : versions.OrderBy(version => version.Name).ThenByDescending(version => version.Version),
            "Version" => descending ? versions.OrderByDescending(version => version.Version).ThenBy(version => version.Id) : versions.OrderBy(version => version.Version).ThenBy(version => version.Id),
            _ => descending || OrderDirection is null ? versions.OrderByDescending(version => version.CreatedAt).ThenBy(version => version.Id) : versions.OrderBy(version => version.CreatedAt).ThenBy(version => version.Id),
        };
    }
}
