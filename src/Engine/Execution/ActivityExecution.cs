using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Execution;

/// <summary>One run of one activity that has not ended yet, or has faulted. Ended ones live on in the journal only.</summary>
public sealed class ActivityExecution
{
    public required string Id { get; init; }

    public required string NodeId { get; init; }

    /// <summary>The execution of the container; null for the workflow itself.</summary>
    public string? ParentId { get; init; }

    /// <summary>The execution whose completion led here.</summary>
    public string? ScheduledBy { get; init; }

    public ActivityStatus Status { get; set; } = ActivityStatus.Running;

    public required DateTimeOffset StartedAt { get; init; }

    public int FaultCount { get; set; }

    /// <summary>Variables of a container (or of the workflow), by variable id.</summary>
    public Dictionary<string, JsonNode?>? Variables { get; set; }

    /// <summary>Values that the container hands to this run by name: a loop's CurrentValue, a nested workflow's inputs and outputs.</summary>
    public Dictionary<string, JsonNode?>? Locals { get; set; }

    /// <summary>What a composite remembers between its children, for example a sequence's position.</summary>
    public JsonObject? Properties { get; set; }

    /// <summary>What a loop has yet to run over.</summary>
    public LoopItems? Items { get; set; }

    /// <summary>Tokens of a flowchart.</summary>
    public List<FlowToken>? Tokens { get; set; }

    /// <summary>Evaluated inputs, by descriptor name; what Studio shows as activity state.</summary>
    public JsonObject? State { get; set; }

    /// <summary>What was being done when the activity faulted, so that a retry does just that again.</summary>
    public FaultedStep? FaultedStep { get; set; }

    [JsonIgnore]
    public ActivityNode Node { get; set; } = null!;
}

/// <summary>A call that failed: the activity's start, a resume with its payload, or a child's completion.</summary>
public sealed record FaultedStep(FaultedStepKind Kind, string? BookmarkName = null, JsonNode? Payload = null, string? ChildNodeId = null, string[]? Outcomes = null);

public enum FaultedStepKind
{
    Start = 0,
    Resume = 1,
    ChildCompleted = 2,

    /// <summary>Stopped as an endless loop: what is scheduled stays parked until an administrator retries.</summary>
    Parked = 3,

    /// <summary>A person's answer could not be taken; the bookmark still waits for another one.</summary>
    AwaitsAnswer = 4,
}

/// <summary>A token on a flowchart's connection.</summary>
/// <param name="From">Activity id of the source.</param>
/// <param name="Port">Outcome that emitted it.</param>
/// <param name="To">Activity id of the target.</param>
public sealed record FlowToken(string From, string Port, string To)
{
    /// <summary>The target has been scheduled because of this token; it is consumed when the target completes.</summary>
    public bool Taken { get; set; }

    /// <summary>Placed by a race: the next token on this connection is swallowed, because the race is decided.</summary>
    public bool Blocked { get; init; }
}

/// <summary>An activity that waits for its turn.</summary>
/// <param name="OwnerId">Execution of the container that scheduled it.</param>
/// <param name="ScheduledBy">The execution whose completion led here.</param>
/// <param name="RetryOf">A faulted execution to go on with, instead of a new one.</param>
/// <param name="Locals">Values for this run alone.</param>
public sealed record WorkItem(string NodeId, string? OwnerId, string? ScheduledBy, string? RetryOf = null, Dictionary<string, JsonNode?>? Locals = null);
