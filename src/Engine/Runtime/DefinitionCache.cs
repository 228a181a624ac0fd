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
        var (definition, isComplete) = await ReadAsync(store, WorkflowDefinitionReader.Read(text), cancellationToken);

        // A workflow that is missing now may be published later; until then the definition is read anew each time.
        if (!isComplete)
            return definition;
        if (versions.Count >= Capacity)
            versions.Clear();
        return versions[versionId] = definition;
    }

    /// <summary>Reads a document that is not stored yet, or may still change, with the workflows that it uses as activities.</summary>
    /// <exception cref="DefinitionFormatException">It is not a workflow definition.</exception>
    public async ValueTask<WorkflowDefinition> ReadDraftAsync(IWorkflowStore store, JsonObject document, CancellationToken cancellationToken) =>
        (await ReadAsync(store, WorkflowDefinitionReader.Read(document), cancellationToken)).Definition;

    /// <summary>For drafts: one that was read for a run that then did not start may have been edited since.</summary>
    public void Forget(string versionId) => versions.TryRemove(versionId, out _);

    private async ValueTask<(WorkflowDefinition Definition, bool IsComplete)> ReadAsync(IWorkflowStore store, WorkflowDefinition plain, CancellationToken cancellationToken)
    {
        var nested = new Dictionary<WorkflowReference, JsonObject?>();
        await FindNestedAsync(store, plain.Json, nested, cancellationToken);
        return (nested.Count == 0 ? plain : WorkflowDefinitionReader.Read(plain.Json, nested.GetValueOrDefault), !nested.ContainsValue(null));
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
