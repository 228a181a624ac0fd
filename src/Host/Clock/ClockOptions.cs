namespace AidWorkflows.Host.Clock;

/// <summary>Section <c>Clock</c>.</summary>
public sealed class ClockOptions
{
    public const string Section = "Clock";

    /// <summary>Time can be moved forward. Not in Production, unless <see cref="Training"/> says what the installation is for.</summary>
    public bool Simulated { get; set; }

    /// <summary>This installation is for training: nothing in it is a real case.</summary>
    public bool Training { get; set; }

    internal bool FitsInto(IHostEnvironment environment) => !Simulated || Training || !environment.IsProduction();
}
