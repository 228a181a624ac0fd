using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Bookmarks;

/// <summary>A stored waiting point of an instance.</summary>
/// <param name="Id">Unique over all instances.</param>
/// <param name="Name">The stimulus kind, for Elsa's activities the activity type ("Elsa.Event", "Elsa.RunTask").</param>
/// <param name="Hash">Hash of the stimulus; what an event is matched with.</param>
/// <param name="Payload">What Elsa's clients read of it, for example taskId and taskName. Never personal data.</param>
public sealed record Bookmark(
    string Id,
    string Name,
    string Hash,
    JsonNode? Payload,
    string ActivityId,
    string NodeId,
    string ActivityExecutionId,
    DateTimeOffset CreatedAt)
{
    /// <summary>Several stimuli are expected: the bookmark stays until its activity ends, or says otherwise.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool StaysOpen { get; init; }
}
