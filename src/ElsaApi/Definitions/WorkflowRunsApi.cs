using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Running definitions.</summary>
internal static class WorkflowRunsApi
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";
    private const int MaxBulk = 100;

    public static void MapWorkflowRuns(this RouteGroupBuilder edit)
    {
        var group = edit.MapGroup("/workflow-definitions/{definitionId}");
        group.MapPost("/execute", ExecuteAsync);
        group.MapPost("/dispatch", DispatchAsync);
        group.MapPost("/bulk-dispatch", BulkDispatchAsync);
    }

    /// <summary>Answers after the first burst, with the state as committed; only with a header when another one runs already. A faulted run is a 500 as in Elsa; Studio does not retry these.</summary>
    private static async Task<IResult> ExecuteAsync(string definitionId, HttpContext http, ClaimsPrincipal user, WorkflowStarter starter, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(http.Request, cancellationToken);
        var headers = http.Response.Headers;
        try
        {
            var result = await starter.StartAsync(definitionId, body, user.Person(), cancellationToken);
            headers[InstanceHeader] = result.InstanceId;
            headers[CannotStartHeader] = bool.FalseString;
            var state = new JsonObject { ["workflowState"] = WorkflowStateView.From(result.Header, result.State) };
            if (result.SubStatus == WorkflowSubStatus.Faulted)
                return Results.Json(state, ElsaJson.Options, statusCode: StatusCodes.Status500InternalServerError);
            headers["x-elsa-response"] = "true";
            return ElsaJson.Ok(state);
        }
        catch (SingletonAlreadyRunningException)
        {
            // As Elsa does: Studio says so by itself and would crash on a refusal.
            headers[CannotStartHeader] = bool.TrueString;
            return Results.Ok();
        }
    }

    /// <summary>
    /// Elsa queues the start. Here the first burst is short by construction (its fuel is limited), so it is run at once, and the
    /// instance exists when the answer arrives.
    /// </summary>
    private static async Task<IResult> DispatchAsync(string definitionId, HttpRequest request, ClaimsPrincipal user, WorkflowStarter starter, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        var result = await starter.StartAsync(definitionId, body, user.Person(), cancellationToken);
        return ElsaJson.Ok(new { workflowInstanceId = result.InstanceId });
    }

    private static async Task<IResult> BulkDispatchAsync(string definitionId, HttpRequest request, ClaimsPrincipal user, WorkflowStarter starter, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        var count = body["count"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 1;
        if (count is < 1 or > MaxBulk)
            throw ElsaRefusal.BadRequest($"'count' must be from 1 to {MaxBulk}.");
        var ids = new List<string>();
        for (var index = 0; index < count; index++)
            ids.Add((await starter.StartAsync(definitionId, body, user.Person(), cancellationToken)).InstanceId);
        return ElsaJson.Ok(new { workflowInstanceIds = ids });
    }
}
