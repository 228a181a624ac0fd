using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Incidents;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>The engine's state of an instance in the shape of Elsa's workflowState.</summary>
internal static class WorkflowStateView
{
    public static JsonObject From(InstanceHeader header, WorkflowState state)
    {
        var view = new JsonObject
        {
            ["id"] = header.Id,
            ["definitionId"] = header.DefinitionId,
            ["definitionVersionId"] = header.VersionId,
            ["definitionVersion"] = header.DefinitionVersion,
        };
        if (header.CorrelationId is { } correlation)
            view["correlationId"] = correlation;
        if (header.Name is { } name)
            view["name"] = name;
        view["status"] = header.Status.ToString();
        view["subStatus"] = header.SubStatus.ToString();
        view["isExecuting"] = false;
        view["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(bookmark => Bookmark(header, bookmark))]);
        view["incidents"] = new JsonArray([.. state.Incidents.Where(incident => incident.ResolvedAt is null).Select(incident => Incident(header, incident))]);
        view["isSystem"] = false;
        view["completionCallbacks"] = new JsonArray();
        view["activityExecutionContexts"] = new JsonArray([.. state.Executions.AsEnumerable().Reverse().Select(execution => Execution(header, execution, state))]);
        view["scheduledActivities"] = new JsonArray([.. state.Queue.Select(item => new JsonObject { ["activityNodeId"] = item.NodeId, ["ownerContextId"] = item.OwnerId is null ? null : ExecutionIds.ToWire(header.Id, item.OwnerId) })]);
        view["executionLogSequence"] = header.JournalSequence;
        view["input"] = state.Input.DeepClone();
        view["output"] = state.Output.DeepClone();
        view["properties"] = new JsonObject();
        view["createdAt"] = Time(header.CreatedAt);
        view["updatedAt"] = Time(header.UpdatedAt);
        if (header.FinishedAt is { } finished)
            view["finishedAt"] = Time(finished);
        return view;
    }

    private static JsonObject Bookmark(InstanceHeader header, Bookmark bookmark) => new JsonObject
    {
        ["id"] = bookmark.Id,
        ["name"] = bookmark.Name,
        ["hash"] = bookmark.Hash,
        ["payload"] = bookmark.Payload?.DeepClone(),
        ["activityId"] = bookmark.ActivityId,
        ["activityNodeId"] = bookmark.NodeId,
        ["activityInstanceId"] = ExecutionIds.ToWire(header.Id, bookmark.ActivityExecutionId),
        ["createdAt"] = Time(bookmark.CreatedAt),
        ["autoBurn"] = true,
        ["callbackMethodName"] = "ResumeAsync",
        ["autoComplete"] = true,
    };

    private static JsonObject Incident(InstanceHeader header, Incident incident) => new JsonObject
    {
        ["id"] = incident.Id,
        ["activityId"] = incident.ActivityId,
        ["activityNodeId"] = incident.NodeId,
        ["activityInstanceId"] = ExecutionIds.ToWire(header.Id, incident.ActivityExecutionId),
        ["activityType"] = incident.ActivityType,
        ["message"] = incident.Message,
        ["exception"] = new JsonObject { ["type"] = incident.ExceptionType ?? incident.Code, ["message"] = incident.Message, ["code"] = incident.Code },
        ["timestamp"] = Time(incident.Timestamp),
    };

    private static JsonObject Execution(InstanceHeader header, ActivityExecution execution, WorkflowState state)
    {
        var owner = state.Executions.Find(candidate => candidate.Id == execution.ParentId);
        var view = new JsonObject { ["id"] = ExecutionIds.ToWire(header.Id, execution.Id), ["callStackDepth"] = Depth(execution, state) };
        if (owner is not null)
            view["parentContextId"] = ExecutionIds.ToWire(header.Id, owner.Id);
        view["scheduledActivityNodeId"] = execution.NodeId;
        if (owner is not null)
            view["ownerActivityNodeId"] = owner.NodeId;
        view["properties"] = Properties(execution);
        view["metadata"] = new JsonObject();
        view["activityState"] = execution.State?.DeepClone() ?? new JsonObject();
        view["dynamicVariables"] = new JsonArray();
        view["status"] = execution.Status.ToString();
        view["isExecuting"] = false;
        view["faultCount"] = execution.FaultCount;
        view["startedAt"] = Time(execution.StartedAt);
        return view;
    }

    private static JsonObject Properties(ActivityExecution execution)
    {
        var properties = execution.Properties?.DeepClone() as JsonObject ?? [];
        if (execution.Variables is { Count: > 0 } variables)
            properties["Variables"] = new JsonObject(variables.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        if (execution.Tokens is { Count: > 0 } tokens)
            properties["Flowchart.Tokens"] = JsonSerializer.SerializeToNode(
                tokens.Select(token => new { fromActivityId = token.From, outcome = token.Port, toActivityId = token.To, consumed = token.Taken, blocked = token.Blocked }), ElsaJson.Options);
        return properties;
    }

    private static int Depth(ActivityExecution execution, WorkflowState state)
    {
        var depth = 0;
        for (var current = execution; current?.ParentId is { } parent; current = state.Executions.Find(candidate => candidate.Id == parent))
            depth++;
        return depth;
    }

    private static JsonValue Time(DateTimeOffset time) => JsonValue.Create(time);
}
