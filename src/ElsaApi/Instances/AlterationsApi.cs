using System.Security.Claims;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Retrying faulted instances. Other alterations of running instances are not offered: they would bypass the rules.</summary>
internal static class AlterationsApi
{
    private const int MaxInstances = 200;

    public static void MapAlterations(this RouteGroupBuilder edit) => edit.MapPost("/alterations/workflows/retry", RetryAsync);

    /// <summary>Runs the faulted activities again, all or those named by activity id, and says for each instance what came of it.</summary>
    private static async Task<IResult> RetryAsync(HttpRequest request, ClaimsPrincipal user, WorkflowRuntime runtime, JournalReader journal, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var ids = body.Texts("workflowInstanceIds");
        if (ids.Count is 0 or > MaxInstances)
            throw ElsaRefusal.BadRequest($"'workflowInstanceIds' must name 1 to {MaxInstances} instances.");
        var results = new List<RetryResult>();
        foreach (var id in ids)
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

        RetryResult Result(string id, string message, bool successful) => new(
            id,
            new RetryLog([new RetryLogEntry(message, successful ? "Information" : "Error", time.GetUtcNow(), successful ? "Retry succeeded" : "Retry failed")]),
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

internal sealed record RetryResult(string WorkflowInstanceId, RetryLog Log, bool WorkflowHasScheduledWork, bool IsSuccessful);

internal sealed record RetryLog(IReadOnlyList<RetryLogEntry> LogEntries);

internal sealed record RetryLogEntry(string Message, string LogLevel, DateTimeOffset Timestamp, string EventName);
