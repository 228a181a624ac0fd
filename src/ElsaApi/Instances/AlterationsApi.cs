using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>
/// Retrying faulted instances, and cancelling all that a filter finds. Other alterations of running instances are not offered:
/// they would bypass the rules.
/// </summary>
internal static class AlterationsApi
{
    private const int MaxInstances = 200;
    private const int MaxCancelled = 1_000;
    private const string SelectsAll = "emptyFilterSelectsAll";

    // What Studio's list can filter by. A word that were passed over would cancel instances that were not meant.
    private static readonly string[] FilterWords =
        ["searchTerm", "timestampFilters", "definitionIds", "hasIncidents", "isSystem", "statuses", "subStatuses"];

    public static void MapAlterations(this RouteGroupBuilder edit)
    {
        edit.MapPost("/alterations/workflows/retry", RetryAsync);
        edit.MapPost("/alterations/submit", SubmitAsync);
    }

    /// <summary>"Apply to all matches" of the instance list's bulk cancellation. It is done when the answer comes, so the plan's id leads nowhere.</summary>
    private static async Task<IResult> SubmitAsync(HttpRequest request, ClaimsPrincipal user, AidDbContext db, WorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body["alterations"] is not JsonArray { Count: > 0 } alterations || alterations.Any(alteration => (alteration as JsonObject)?.Text("type") != "Cancel"))
            throw ElsaRefusal.BadRequest("Only the alteration 'Cancel' is offered here.");
        var ids = await ReadFilter(body["filter"] as JsonObject ?? []).Filter(db).Where(instance => instance.Status == WorkflowStatus.Running)
            .OrderBy(instance => instance.Id).Select(instance => instance.Id).Take(MaxCancelled + 1).ToListAsync(cancellationToken);
        if (ids.Count > MaxCancelled)
            throw ElsaRefusal.BadRequest($"符合条件的运行中实例超过 {MaxCancelled} 个，请缩小范围。 / More than {MaxCancelled} running instances match. Narrow the filter.");
        foreach (var id in ids)
        {
            try
            {
                await runtime.CancelAsync(id, user.Person(), cancellationToken);
            }
            catch (Exception exception) when (exception is WorkflowInstanceNotFoundException or InstanceStateException)
            {
                // Ended or deleted in the meantime.
            }
        }

        return ElsaJson.Ok(new { planId = Guid.NewGuid().ToString("N") });
    }

    private static InstanceQuery ReadFilter(JsonObject filter)
    {
        var given = filter.Where(part => part.Value is not (null or JsonArray { Count: 0 }) && part.Key != SelectsAll).ToList();
        if (given.Find(part => !FilterWords.Contains(part.Key)) is { Key: { } unknown })
            throw ElsaRefusal.BadRequest($"Instances cannot be chosen by '{unknown}' here. Use {string.Join(", ", FilterWords)}.");
        if (!filter.Flag(SelectsAll) && !given.Exists(part => part.Key != "isSystem"))
            throw ElsaRefusal.BadRequest($"The filter is empty. Say '{SelectsAll}' to mean all instances.");
        return filter.Deserialize<InstanceQuery>(ElsaJson.Options)!;
    }

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
