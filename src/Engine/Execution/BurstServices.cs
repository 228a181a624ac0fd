using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Engine.Execution;

/// <summary>What a burst needs beside its own instance.</summary>
internal sealed record BurstServices(IWorkflowStore Store, DefinitionCache Definitions, ActivityCatalog Catalog, EngineOptions Options)
{
    /// <exception cref="WorkflowDefinitionNotFoundException">Nothing published under that id.</exception>
    public async ValueTask<Definitions.WorkflowDefinition> FindDefinitionAsync(string definitionId, string? versionId, CancellationToken cancellationToken)
    {
        var version = versionId ?? await Store.FindPublishedVersionAsync(definitionId, cancellationToken) ?? throw new WorkflowDefinitionNotFoundException(definitionId);
        return await Definitions.GetAsync(Store, version, cancellationToken);
    }
}
