using System.Text.Json.Nodes;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Execution;

namespace AidWorkflows.Engine.Runtime;

/// <summary>Asks for a new instance.</summary>
/// <param name="DefinitionId">Stable id; its published version runs unless <see cref="VersionId"/> names another.</param>
public sealed record StartWorkflow(string DefinitionId)
{
    public string? VersionId { get; init; }

    /// <summary>Chosen by the caller when domain rows must point to the instance; else made here.</summary>
    public string? InstanceId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public JsonObject? Input { get; init; }

    public string? ParentInstanceId { get; init; }

    /// <summary>The bookmark of the parent that the end of this instance resumes.</summary>
    public string? ParentBookmarkId { get; init; }

    /// <summary>The trigger that starts the instance; the flow begins there.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>What the trigger's stimulus brought along.</summary>
    public JsonNode? TriggerPayload { get; init; }

    /// <summary>Who asked (a person's id); written to the journal.</summary>
    public string? Actor { get; init; }

    /// <summary>Further instances that must exist if this one does: queued in the same commit, started by the pump.</summary>
    public IReadOnlyList<StartWorkflow> AlsoStart { get; init; } = [];
}

/// <summary>Asks to go on from a bookmark.</summary>
/// <param name="Payload">The stimulus' data.</param>
/// <param name="Actor">Who asked (a person's id); written to the journal.</param>
public sealed record ResumeWorkflow(string BookmarkId, JsonNode? Payload = null, string? Actor = null);

/// <summary>How an instance stands after a burst, as committed.</summary>
public sealed record WorkflowRunResult(InstanceHeader Header, WorkflowState State)
{
    public string InstanceId => Header.Id;

    public WorkflowStatus Status => Header.Status;

    public WorkflowSubStatus SubStatus => Header.SubStatus;

    public IReadOnlyList<Bookmark> Bookmarks => State.Bookmarks;
}
