using System.Collections.Concurrent;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Runtime;

/// <summary>Parsed versions by version id. Versions that have run never change, so nothing is ever invalidated.</summary>
public sealed class DefinitionCache
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
        if (versions.Count >= Capacity)
            versions.Clear();
        return versions[versionId] = WorkflowDefinitionReader.Read(text);
    }

    /// <summary>For drafts: one that was read for a run that then did not start may have been edited since.</summary>
    public void Forget(string versionId) => versions.TryRemove(versionId, out _);
}
