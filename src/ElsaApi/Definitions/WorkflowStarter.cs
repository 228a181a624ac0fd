using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Starts the version that a request asks for: the published one unless it says otherwise.</summary>
internal sealed class WorkflowStarter(AidDbContext db, WorkflowRuntime runtime, DefinitionCache cache)
{
    public async Task<WorkflowRunResult> StartAsync(string definitionId, JsonObject body, string actor, CancellationToken cancellationToken)
    {
        if (body["input"] is not (null or JsonObject))
            throw ElsaRefusal.BadRequest("'input' must be an object.");
        var version = await WorkflowDefinitionsApi.FindAsync(db, definitionId, body.Text("versionOptions") ?? VersionOptions.Published, cancellationToken);
        var request = new StartWorkflow(definitionId)
        {
            VersionId = version.Id,
            CorrelationId = body.Text("correlationId") is { Length: > 0 } correlation ? correlation : null,
            Name = body.Text("name"),
            Input = body["input"] as JsonObject,
            Actor = actor,
        };
        if (version.IsPublished)
            return await runtime.StartAsync(request, cancellationToken);

        // A draft that has run never changes again. One that could not be started may, so it must not stay in the cache.
        cache.Forget(version.Id);
        try
        {
            return await runtime.StartAsync(request, cancellationToken);
        }
        catch
        {
            cache.Forget(version.Id);
            throw;
        }
    }
}
