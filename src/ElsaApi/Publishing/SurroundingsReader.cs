using AidWorkflows.Data;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>The other definitions, as far as one is checked against them.</summary>
internal sealed class SurroundingsReader(AidDbContext db, DefinitionFacts facts, IOptions<PublishingOptions> options)
{
    public async Task<DefinitionSurroundings> ReadAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versions = await db.DefinitionVersions.AsNoTracking()
            .Where(version => version.DefinitionId != definitionId && (version.IsPublished || version.IsLatest))
            .Select(version => new { version.Id, version.DefinitionId, version.Name, version.IsPublished, version.ContentHash })
            .ToListAsync(cancellationToken);
        var known = await facts.FindAsync(db, [.. versions.Select(version => (version.Id, version.ContentHash))], cancellationToken);
        var others = versions.GroupBy(version => version.DefinitionId, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group =>
            {
                // What runs is the published version; a draft counts only where there is nothing else.
                var version = group.OrderByDescending(candidate => candidate.IsPublished).First();
                return new NeighbourDefinition(version.Name, version.IsPublished, known.GetValueOrDefault(version.Id)?.WaitsFor ?? []);
            },
            StringComparer.Ordinal);
        return new DefinitionSurroundings(others) { RequiredSteps = options.Value.RequiredSteps.GetValueOrDefault(definitionId, []) };
    }
}
