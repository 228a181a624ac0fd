using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi;

/// <summary>Studio's Test tab: one activity by itself, nothing stored.</summary>
internal static class ActivityTestsApi
{
    public static void MapActivityTests(this RouteGroupBuilder edit) => edit.MapPost("/tests/activities", TestAsync);

    private static async Task<IResult> TestAsync(HttpRequest request, ClaimsPrincipal user, AidDbContext db, DefinitionLibrary library, DefinitionReading reading, ActivityTester tester, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var definition = await reading.ReadAsync(await FindAsync(body, db, library, cancellationToken), cancellationToken);
        var activity = body["activityHandle"] as JsonObject ?? throw ElsaRefusal.BadRequest("'activityHandle' is missing.");
        var node = activity.Text("activityNodeId") is { Length: > 0 } nodeId
            ? definition.FindNode(nodeId)
            : definition.Nodes.FirstOrDefault(candidate => candidate.Id == activity.Text("activityId"));
        if (node?.Parent is null)
            throw ElsaRefusal.NotFound("There is no such activity in the saved definition. Save it first.");
        var result = await tester.TestAsync(definition, node, TestValues(definition), user.Person(), cancellationToken);
        return ElsaJson.Ok(new
        {
            activityState = result.State,
            outputs = result.Outputs,
            payload = result.Outcomes.Count == 0 ? new JsonObject() : new JsonObject { ["Outcomes"] = new JsonArray([.. result.Outcomes.Select(outcome => (JsonNode)outcome)]) },
            exception = result.Error is null ? null : new { type = "Fault", message = result.Error },
            status = result.Status,
        });
    }

    private static async Task<DefinitionVersionRow> FindAsync(JsonObject body, AidDbContext db, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        var handle = body["workflowDefinitionHandle"] as JsonObject ?? throw ElsaRefusal.BadRequest("'workflowDefinitionHandle' is missing.");
        if (handle.Text("definitionVersionId") is { Length: > 0 } versionId)
            return await library.GetVersionAsync(versionId, cancellationToken) ?? throw new DefinitionNotFoundException(versionId);
        return await WorkflowDefinitionsApi.FindAsync(db, handle.Text("definitionId") ?? "", VersionOptions.Latest, cancellationToken);
    }

    /// <summary>Studio keeps the values to test with in the definition's custom properties, by variable id.</summary>
    private static Dictionary<string, JsonNode?> TestValues(WorkflowDefinition definition) =>
        definition.Json["customProperties"]?["VariableTestValues"] is JsonObject values
            ? values.Where(pair => definition.Variables.Any(variable => variable.Id == pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone())
            : [];
}
