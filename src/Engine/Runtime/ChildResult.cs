using System.Text.Json.Nodes;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Runtime;

/// <summary>What a child tells its parent when it ends, in Elsa's words.</summary>
internal sealed record ChildResult(string InstanceId, WorkflowSubStatus SubStatus, JsonObject Output)
{
    public static string Write(string instanceId, WorkflowSubStatus subStatus, JsonObject output) => new JsonObject
    {
        ["WorkflowInstanceId"] = instanceId,
        ["WorkflowSubStatus"] = subStatus.ToString(),
        ["WorkflowOutput"] = output.DeepClone(),
    }.ToJsonString(CompactJson.Options);

    public static ChildResult Read(JsonNode? payload) => new(
        (string?)payload?["WorkflowInstanceId"] ?? "",
        Enum.TryParse<WorkflowSubStatus>((string?)payload?["WorkflowSubStatus"], out var subStatus) ? subStatus : WorkflowSubStatus.Finished,
        (JsonObject?)payload?["WorkflowOutput"]?.DeepClone() ?? []);

    /// <summary>The result of ExecuteWorkflow.</summary>
    public static JsonObject Describe(string instanceId, WorkflowStatus status, WorkflowSubStatus subStatus, JsonObject output) => new()
    {
        ["WorkflowInstanceId"] = instanceId,
        ["Status"] = status.ToString(),
        [nameof(SubStatus)] = subStatus.ToString(),
        [nameof(Output)] = output.DeepClone(),
    };
}
