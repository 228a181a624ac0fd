using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Reads definitions that may still change, with the workflows that they use as activities; nothing is cached.</summary>
internal sealed class DefinitionReading(DefinitionCache cache, IWorkflowStore store)
{
    public async Task<WorkflowDefinition> ReadAsync(JsonObject model, CancellationToken cancellationToken)
    {
        DefinitionModel.Read(model);
        return await cache.ReadDraftAsync(store, model, cancellationToken);
    }

    public async Task<WorkflowDefinition> ReadAsync(DefinitionVersionRow version, CancellationToken cancellationToken) =>
        await ReadStoredAsync(DefinitionLibrary.ReadModel(version), cancellationToken);

    /// <summary>What is stored was readable when it was saved.</summary>
    public async Task<WorkflowDefinition> ReadStoredAsync(JsonObject model, CancellationToken cancellationToken) => await cache.ReadDraftAsync(store, model, cancellationToken);
}
