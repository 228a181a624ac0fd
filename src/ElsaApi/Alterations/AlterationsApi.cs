using System.Security.Claims;
using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Alterations;

/// <summary>
/// Changing instances from outside their own course. It can go round any rule of a workflow, so it is the administrators', and
/// every alteration is a line in the instance's journal with the name of who asked for it.
/// </summary>
internal static class AlterationsApi
{
    private const int MaxInstances = 200;

    public static void MapAlterations(RouteGroupBuilder read, RouteGroupBuilder edit)
    {
        edit.MapPost("/alterations/workflows/retry", RetryAsync);
        edit.MapPost("/alterations/run", RunAsync);
        edit.MapPost("/alterations/submit", SubmitAsync);
        edit.MapPost("/alterations/dry-run", DryRunAsync);
        read.MapGet("/alterations/{id}", GetAsync);
    }

    private static async Task<IResult> RunAsync(HttpRequest request, ClaimsPrincipal user, AlterationRuns runs, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var alterations = AlterationRuns.Read(body["alterations"]);
        var results = new List<AlterationResult>();
        foreach (var id in InstanceIds(body))
            results.Add(await runs.RunAsync(id, alterations, user.Person(), cancellationToken));
        return ElsaJson.Ok(new { results });
    }

    /// <summary>Alters what the filter selects, and answers when that is done; the plan says what came of each instance.</summary>
    private static async Task<IResult> SubmitAsync(HttpRequest request, ClaimsPrincipal user, AlterationPlans plans, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new { planId = await plans.SubmitAsync(await RequestBody.ReadAsync(request, cancellationToken), user.Person(), cancellationToken) });

    /// <summary>Only says which instances a plan with this filter would be for.</summary>
    private static async Task<IResult> DryRunAsync(HttpRequest request, AidDbContext db, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var filter = (body["filter"] ?? body).Deserialize<AlterationFilter>(ElsaJson.Options)!;
        return ElsaJson.Ok(new { workflowInstanceIds = await filter.FindAsync(db, cancellationToken) });
    }

    private static async Task<IResult> GetAsync(string id, AlterationPlans plans, CancellationToken cancellationToken) => ElsaJson.Ok(await plans.GetAsync(id, cancellationToken));

    private static IReadOnlyList<string> InstanceIds(System.Text.Json.Nodes.JsonObject body) => body.Texts("workflowInstanceIds") is { Count: > 0 and <= MaxInstances } ids
        ? ids
        : throw ElsaRefusal.OfField("workflowInstanceIds", $"'workflowInstanceIds' must name 1 to {MaxInstances} instances.");

    /// <summary>Runs the faulted activities again, all or those named by activity id, and says for each instance what came of it.</summary>
    private static async Task<IResult> RetryAsync(HttpRequest request, ClaimsPrincipal user, WorkflowRuntime runtime, JournalReader journal, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var results = new List<AlterationResult>();
        foreach (var id in InstanceIds(body))
        {
            try
            {
                var result = await runtime.RetryAsync(id, await FindExecutionsAsync(id, body.Texts("activityIds"), journal, cancellationToken), user.Person(), cancellationToken);
                var stillFaulted = result.SubStatus == WorkflowSubStatus.Faulted;
                results.Add(Result(id, stillFaulted ? "The activity faulted again" : "The faulted activity was run again", !stillFaulted));
            }
            catch (Exception exception) when (exception is WorkflowInstanceNotFoundException or InstanceStateException or InstanceBusyException)
            {
                results.Add(Result(id, exception.Message, false));
            }
        }

        return ElsaJson.Ok(new { results });

        AlterationResult Result(string id, string message, bool successful) => new(
            id,
            new AlterationLog([new AlterationLogEntry(message, successful ? "Information" : "Error", time.GetUtcNow(), successful ? "Retry succeeded" : "Retry failed")]),
            successful,
            successful);
    }

    private static async Task<IReadOnlyCollection<string>?> FindExecutionsAsync(string instanceId, IReadOnlyList<string> activityIds, JournalReader journal, CancellationToken cancellationToken)
    {
        if (activityIds.Count == 0)
            return null;
        var page = await journal.ReadAsync(instanceId, new JournalFilter { ActivityIds = activityIds, EventNames = ["Faulted"] }, 0, MaxInstances, cancellationToken);
        return [.. page.Items.Select(line => ExecutionIds.Parse(line.ActivityInstanceId).ExecutionId)];
    }
}
