namespace AidWorkflows.Engine.Execution;

/// <summary>How the host tunes the engine.</summary>
public sealed class EngineOptions
{
    public BurstLimits Limits { get; set; } = new();

    /// <summary>How long an event that nobody waits for is kept for whoever comes to wait for it; Elsa's ten minutes.</summary>
    public TimeSpan EventLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Exceptions that mean "the stimulus is not acceptable" (a rule the clerk can see and mend): the burst rolls back, nothing
    /// is stored, and the caller gets the exception. Everything else that an activity throws becomes an incident.
    /// </summary>
    public Func<Exception, bool> IsRefusal { get; set; } = _ => false;

    /// <summary>
    /// Exceptions of a lost race (a domain row changed in between): the burst rolls back and is run again, by the caller or by
    /// the pump. Never an incident.
    /// </summary>
    public Func<Exception, bool> IsLostRace { get; set; } = _ => false;
}
