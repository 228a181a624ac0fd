using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Runtime;

/// <summary>The payload of a Start row.</summary>
internal static class QueuedStart
{
    public static string Write(StartWorkflow request) => new JsonObject
    {
        ["definitionId"] = request.DefinitionId,
        ["versionId"] = request.VersionId,
        ["instanceId"] = request.InstanceId,
        ["correlationId"] = request.CorrelationId,
        ["name"] = request.Name,
        ["parentInstanceId"] = request.ParentInstanceId,
        ["actor"] = request.Actor,
        ["input"] = request.Input?.DeepClone(),
    }.ToJsonString(Values.CompactJson.Options);

    public static StartWorkflow Parse(string? payload)
    {
        var json = JsonNode.Parse(payload ?? "null") as JsonObject ?? throw new JsonException("A Start row needs a payload.");
        return new StartWorkflow((string?)json["definitionId"] ?? throw new JsonException("A Start row needs a definitionId."))
        {
            VersionId = (string?)json["versionId"],
            InstanceId = (string?)json["instanceId"],
            CorrelationId = (string?)json["correlationId"],
            Name = (string?)json["name"],
            ParentInstanceId = (string?)json["parentInstanceId"],
            Actor = (string?)json["actor"],
            Input = json["input"] as JsonObject,
        };
    }
}
