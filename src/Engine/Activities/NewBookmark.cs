using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Activities;

/// <summary>A waiting point that an activity asks for.</summary>
/// <param name="Name">The stimulus kind, usually the activity type.</param>
/// <param name="Stimulus">What is hashed with the name to find the bookmark; for an event its name, for a task its id.</param>
/// <param name="Payload">What clients may read. Never personal data.</param>
/// <param name="DueAt">When set, a timer row in the work table wakes the bookmark at that time.</param>
/// <param name="Id">Given when the caller must know the id beforehand (a human task points to its bookmark).</param>
public sealed record NewBookmark(string Name, string Stimulus, JsonNode? Payload = null, DateTimeOffset? DueAt = null, string? Id = null)
{
    /// <summary>Several stimuli are expected, so that the first does not use the bookmark up.</summary>
    public bool StaysOpen { get; init; }
}
