namespace AidWorkflows.Host.Site;

/// <summary>What everybody has to know on every page: that this is not the real thing.</summary>
public sealed class SiteBanners(IConfiguration configuration, TimeProvider clock)
{
    public bool IsDemo => configuration.GetValue("Demo:Enabled", false);

    /// <summary>The training clock's time; null when the clock is the real one.</summary>
    public DateTimeOffset? SimulatedTime => configuration.GetValue("Clock:Simulated", false) ? clock.GetUtcNow() : null;
}
