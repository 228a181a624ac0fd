using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Execution;

/// <summary>The first header and state of an instance.</summary>
internal static class NewInstance
{
    public static (InstanceHeader Header, WorkflowState State) Of(WorkflowDefinition definition, StartWorkflow request, DateTimeOffset now) =>
    (
        new InstanceHeader
        {
            Id = request.InstanceId ?? Burst.NewId(),
            DefinitionId = definition.DefinitionId,
            VersionId = definition.Id,
            DefinitionVersion = definition.Version,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending,
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            ParentInstanceId = request.ParentInstanceId,
            SingletonKey = SingletonKey(definition, request.CorrelationId),
            CreatedAt = now,
            UpdatedAt = now,
        },
        new WorkflowState
        {
            Input = ReadInput(definition, request.Input),
            TriggerActivityId = request.TriggerActivityId,
            TriggerPayload = request.TriggerPayload?.DeepClone(),
            Parent = request is { ParentInstanceId: { } parent, ParentBookmarkId: { } bookmark } ? new ParentWait(parent, bookmark) : null,
        }
    );

    private static JsonObject ReadInput(WorkflowDefinition definition, JsonObject? given)
    {
        var input = new JsonObject();
        foreach (var (name, value) in given ?? [])
        {
            var declared = definition.Inputs.FirstOrDefault(candidate => candidate.Name == name);
            input[name] = (declared is null ? value : ValueTypes.ConvertGiven(value, declared.TypeName, declared.IsArray))?.DeepClone();
        }

        return input;
    }

    private static string? SingletonKey(WorkflowDefinition definition, string? correlationId) => definition.Options.ActivationStrategy switch
    {
        ActivationStrategy.Singleton => "definition:" + definition.DefinitionId,
        ActivationStrategy.CorrelatedSingleton => $"definition:{definition.DefinitionId}:{correlationId}",
        ActivationStrategy.Correlation => "correlation:" + correlationId,
        _ => null,
    };
}
