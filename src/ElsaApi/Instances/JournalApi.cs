using System.Text.Json.Nodes;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>The journal of an instance.</summary>
internal static class JournalApi
{
    private const int LargestPage = 1_000;

    public static void MapJournal(this RouteGroupBuilder read)
    {
        read.MapGet("/workflow-instances/{id}/journal", GetAsync);
        read.MapPost("/workflow-instances/{id}/journal", QueryAsync);
        read.MapGet("/workflow-instances/{id}/journal/{activityId}", LastAsync);
    }

    private static async Task<IResult> GetAsync(string id, int? skip, int? take, int? page, int? pageSize, JournalReader journal, CancellationToken cancellationToken)
    {
        var size = Size(take ?? pageSize);
        return ElsaJson.Ok(await journal.ReadAsync(id, new JournalFilter(), skip ?? (page ?? 0) * size, size, cancellationToken));
    }

    private static async Task<IResult> QueryAsync(string id, int? skip, int? take, HttpRequest request, JournalReader journal, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<JournalQuery>(request, cancellationToken);
        var size = Size(body.Take ?? take ?? body.PageSize);
        return ElsaJson.Ok(await journal.ReadAsync(id, body.Filter ?? new JournalFilter(), body.Skip ?? skip ?? (body.Page ?? 0) * size, size, cancellationToken));
    }

    private static async Task<IResult> LastAsync(string id, string activityId, JournalReader journal, CancellationToken cancellationToken)
    {
        var filter = new JournalFilter { ActivityIds = [activityId] };
        var count = (await journal.ReadAsync(id, filter, 0, 1, cancellationToken)).TotalCount;
        return count == 0
            ? throw ElsaRefusal.NotFound($"Activity '{activityId}' has not run in instance '{id}'.")
            : ElsaJson.Ok(StoredLine.From((await journal.ReadAsync(id, filter, count - 1, 1, cancellationToken)).Items[0], id, await journal.DefinitionAsync(id, cancellationToken)));
    }

    private static int Size(int? take) => Math.Clamp(take ?? 100, 1, LargestPage);
}

/// <summary>A line as Elsa stores it, under other names than in its journal: the last one of an activity, and those of an export.</summary>
internal sealed record StoredLine(
    string Id,
    string WorkflowDefinitionId,
    string WorkflowDefinitionVersionId,
    string WorkflowInstanceId,
    int WorkflowVersion,
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string ActivityNodeId,
    DateTimeOffset Timestamp,
    int Sequence,
    string EventName,
    string? Message,
    string? Source,
    JsonObject? Payload)
{
    public static StoredLine From(JournalRecord line, string instanceId, WorkflowDefinition definition) => new(
        line.Id, definition.DefinitionId, definition.Id, instanceId, definition.Version, line.ActivityInstanceId, line.ParentActivityInstanceId, line.ActivityId, line.ActivityType,
        line.ActivityTypeVersion, line.ActivityName, line.NodeId, line.Timestamp, line.Sequence, line.EventName, line.Message, line.Source, line.Payload);
}

internal sealed record JournalQuery(JournalFilter? Filter, int? Skip, int? Take, int? Page, int? PageSize);

/// <summary>Which lines are wanted; null means all.</summary>
internal sealed record JournalFilter
{
    public IReadOnlyList<string>? ActivityIds { get; init; }
    public IReadOnlyList<string>? ActivityNodeIds { get; init; }
    public IReadOnlyList<string>? ExcludedActivityTypes { get; init; }
    public IReadOnlyList<string>? EventNames { get; init; }
}

/// <summary>A line of the journal.</summary>
internal sealed record JournalRecord(
    string Id,
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string NodeId,
    DateTimeOffset Timestamp,
    int Sequence,
    string EventName,
    string? Message,
    string? Source,
    JsonObject? ActivityState,
    JsonObject? Payload);
