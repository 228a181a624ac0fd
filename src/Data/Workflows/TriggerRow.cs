namespace AidWorkflows.Data.Workflows;

/// <summary>wf_trigger: an activity of a published version that starts instances. Kept in step by publish and retract.</summary>
public sealed class TriggerRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; set; }
    public required string ActivityId { get; init; }

    /// <summary>The activity's type: Elsa.Event, Elsa.Timer, Elsa.Cron or Elsa.StartAt.</summary>
    public required string Kind { get; init; }
    public required string KeyHash { get; init; }

    /// <summary>Event name, interval, cron expression or moment.</summary>
    public required string Spec { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>Null when no clock fires it (any more).</summary>
    public DateTimeOffset? NextFireAt { get; set; }
}
