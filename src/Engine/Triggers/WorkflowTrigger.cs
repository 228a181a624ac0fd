namespace AidWorkflows.Engine.Triggers;

/// <summary>An activity of a published definition that starts instances.</summary>
/// <param name="Kind">The activity's type: Elsa.Event, Elsa.Timer, Elsa.Cron or Elsa.StartAt.</param>
/// <param name="Spec">The event's name, the interval, the cron expression or the moment.</param>
/// <param name="TimeZone">IANA name for cron expressions; null means UTC.</param>
public sealed record TriggerSpec(string ActivityId, string Kind, string Spec, string? TimeZone)
{
    /// <summary>What a stimulus is matched with.</summary>
    public string KeyHash => Execution.Burst.HashOf(Kind, Spec);
}

/// <summary>A stored trigger that a stimulus has found.</summary>
public sealed record FoundTrigger(string DefinitionId, string VersionId, string ActivityId);

/// <summary>
/// The next time of a cron expression (five fields, or six with seconds) after a moment; null when there is none. The engine
/// knows no scheduler: the host registers one, with Quartz behind it.
/// </summary>
/// <exception cref="FormatException">The expression is not valid.</exception>
public delegate DateTimeOffset? CronSchedule(string expression, TimeZoneInfo zone, DateTimeOffset after);
