using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Runtime;

/// <summary>Parsed versions by version id. Versions that have run never change, so nothing is ever invalidated.</summary>
public sealed class DefinitionCache(ActivityCatalog catalog)
{
    /// <summary>A county has some dozens of live versions; far more means test runs, which may be parsed again.</summary>
    private const int Capacity = 2_000;

    private readonly ConcurrentDictionary<string, WorkflowDefinition> versions = new(StringComparer.Ordinal);

    /// <exception cref="WorkflowDefinitionNotFoundException">No such version.</exception>
    public async ValueTask<WorkflowDefinition> GetAsync(IWorkflowStore store, string versionId, CancellationToken cancellationToken)
    {
        if (versions.TryGetValue(versionId, out var known))
            return known;
        var text = await store.ReadDefinitionAsync(versionId, cancellationToken) ?? throw new WorkflowDefinitionNotFoundException(versionId);
        var nested = new Dictionary<WorkflowReference, JsonObject?>();
        var plain = WorkflowDefinitionReader.Read(text);
        await FindNestedAsync(store, plain.Json, nested, cancellationToken);
        var definition = nested.Count == 0 ? plain : WorkflowDefinitionReader.Read(plain.Json, nested.GetValueOrDefault);

        // A workflow that is missing now may be published later; until then the definition is read anew each time.
        if (nested.ContainsValue(null))
            return definition;
        if (versions.Count >= Capacity)
            versions.Clear();
        return versions[versionId] = definition;
    }

    private async ValueTask FindNestedAsync(IWorkflowStore store, JsonObject document, Dictionary<WorkflowReference, JsonObject?> found, CancellationToken cancellationToken)
    {
        foreach (var (_, reference) in WorkflowReference.In(document["root"]))
        {
            if (found.ContainsKey(reference) || catalog.Find(reference.Type, reference.Version) is not null)
                continue;
            var versionId = await store.FindNestedVersionAsync(reference, cancellationToken);
            var text = versionId is null ? null : await store.ReadDefinitionAsync(versionId, cancellationToken);
            found[reference] = text is null ? null : WorkflowDefinitionReader.Read(text).Json;
            if (found[reference] is { } nested)
                await FindNestedAsync(store, nested, found, cancellationToken);
        }
    }
}
