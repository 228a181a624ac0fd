using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>What the activities of an instance did.</summary>
internal static class ActivityExecutionsApi
{
    public static void MapActivityExecutions(this RouteGroupBuilder read)
    {
        read.MapGet("/activity-executions/list", ListAsync);
        read.MapGet("/activity-executions/count", CountAsync);
        read.MapGet("/activity-execution-summaries/list", SummariesAsync);
        read.MapPost("/activity-executions/report", ReportAsync);
        read.MapGet("/activity-executions/by-id", (string? id, ActivityExecutionHistory history, CancellationToken cancellationToken) => GetAsync(id ?? "", history, cancellationToken));
        read.MapGet("/activity-executions/{id}", GetAsync);
        read.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
    }

    private static async Task<IResult> ListAsync(string workflowInstanceId, string? activityNodeId, string? activityId, ActivityExecutionHistory history, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new ElsaList<ActivityExecutionView>(await history.ListAsync(workflowInstanceId, activityNodeId, activityId, cancellationToken)));

    private static async Task<IResult> CountAsync(string workflowInstanceId, string? activityNodeId, string? activityId, ActivityExecutionHistory history, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new { count = (await history.ListAsync(workflowInstanceId, activityNodeId, activityId, cancellationToken)).Count });

    private static async Task<IResult> SummariesAsync(string workflowInstanceId, string? activityNodeId, string? activityId, ActivityExecutionHistory history, CancellationToken cancellationToken)
    {
        var executions = await history.ListAsync(workflowInstanceId, activityNodeId, activityId, cancellationToken);
        return ElsaJson.Ok(new ElsaList<ActivityExecutionView>([.. executions.Select(execution => execution.ToSummary())]));
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, ActivityExecutionHistory history, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var instanceId = body.Text("workflowInstanceId") ?? throw ElsaRefusal.BadRequest("'workflowInstanceId' is missing.");
        var nodeIds = body.Texts("activityNodeIds");
        return ElsaJson.Ok(new { stats = nodeIds.Count == 0 ? [] : await history.StatsAsync(instanceId, nodeIds, cancellationToken) });
    }

    private static async Task<IResult> GetAsync(string id, ActivityExecutionHistory history, CancellationToken cancellationToken) =>
        ElsaJson.Ok(await history.GetAsync(id, cancellationToken));

    private static async Task<IResult> CallStackAsync(string id, int? skip, int? take, ActivityExecutionHistory history, CancellationToken cancellationToken)
    {
        var stack = await history.CallStackAsync(id, cancellationToken);
        return stack.Count == 0
            ? throw ElsaRefusal.NotFound($"There is no activity execution '{id}'.")
            : ElsaJson.Ok(new { activityExecutionId = id, items = stack.Skip(Math.Max(skip ?? 0, 0)).Take(Math.Clamp(take ?? 100, 1, 1_000)).ToList(), totalCount = stack.Count });
    }
}
