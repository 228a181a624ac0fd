using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Incidents;

namespace AidWorkflows.Engine.Execution;

/// <summary>The part of an instance that only the engine reads: stored as one document beside the narrow instance row.</summary>
public sealed class WorkflowState
{
    public JsonObject Input { get; init; } = [];

    public JsonObject Output { get; init; } = [];

    /// <summary>Running and faulted executions in the order they began, the workflow's own first.</summary>
    public List<ActivityExecution> Executions { get; init; } = [];

    public List<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>What was still scheduled when the fuel of a burst ran out.</summary>
    public List<WorkItem> Queue { get; init; } = [];

    public List<Incident> Incidents { get; init; } = [];

    /// <summary>Last outputs of each activity, by activity id, for getOutputFrom and getResultFrom.</summary>
    public Dictionary<string, JsonObject> Outputs { get; init; } = [];

    /// <summary>The workflow's own variables as they stood when it finished, by variable id; null while it lives.</summary>
    public Dictionary<string, JsonNode?>? FinalVariables { get; set; }

    /// <summary>The activity whose trigger started the instance, until it is reached: it does not wait a second time.</summary>
    public string? TriggerActivityId { get; set; }

    /// <summary>What the trigger brought along, for example an event's payload.</summary>
    public JsonNode? TriggerPayload { get; set; }

    /// <summary>Who waits for the end of this instance.</summary>
    public ParentWait? Parent { get; set; }

    /// <summary>Bursts in a row that ended because of fuel and not because of a wait.</summary>
    public int Yields { get; set; }

    public static WorkflowState Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, WorkflowStateJson.Default.WorkflowState) ?? throw new JsonException("The stored state is empty.");

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, WorkflowStateJson.Default.WorkflowState);
}

/// <summary>The bookmark of a parent that the end of a child resumes.</summary>
public sealed record ParentWait(string InstanceId, string BookmarkId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace)]
[JsonSerializable(typeof(WorkflowState))]
internal sealed partial class WorkflowStateJson : JsonSerializerContext;
