using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Runtime;

/// <summary>The payload and the key of a Start row.</summary>
public static class QueuedStart
{
    /// <summary>Key of a child's Start row; by its beginning all those of one parent are found.</summary>
    public static string ChildKey(string parentId, string childId) => $"child:{parentId}:{childId}";

    internal static string Write(StartWorkflow request) => new JsonObject
    {
        ["definitionId"] = request.DefinitionId,
        ["versionId"] = request.VersionId,
        ["instanceId"] = request.InstanceId,
        ["correlationId"] = request.CorrelationId,
        ["name"] = request.Name,
        ["parentInstanceId"] = request.ParentInstanceId,
        ["parentBookmarkId"] = request.ParentBookmarkId,
        ["triggerActivityId"] = request.TriggerActivityId,
        ["triggerPayload"] = request.TriggerPayload?.DeepClone(),
        ["actor"] = request.Actor,
        ["input"] = request.Input?.DeepClone(),
    }.ToJsonString(Values.CompactJson.Options);

    internal static bool IsByTriggerOrParent(string? payload) => Parse(payload) is { TriggerActivityId: not null } or { ParentInstanceId: not null };

    internal static StartWorkflow Parse(string? payload)
    {
        var json = JsonNode.Parse(payload ?? "null") as JsonObject ?? throw new JsonException("A Start row needs a payload.");
        return new StartWorkflow((string?)json["definitionId"] ?? throw new JsonException("A Start row needs a definitionId."))
        {
            VersionId = (string?)json["versionId"],
            InstanceId = (string?)json["instanceId"],
            CorrelationId = (string?)json["correlationId"],
            Name = (string?)json["name"],
            ParentInstanceId = (string?)json["parentInstanceId"],
            ParentBookmarkId = (string?)json["parentBookmarkId"],
            TriggerActivityId = (string?)json["triggerActivityId"],
            TriggerPayload = json["triggerPayload"]?.DeepClone(),
            Actor = (string?)json["actor"],
            Input = json["input"] as JsonObject,
        };
    }
}
