namespace AidWorkflows.Host.Demo;

/// <summary>Section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Makes invented unions and accounts in an empty database. Impossible in Production.</summary>
    public bool Enabled { get; set; }

    /// <summary>The password of all demo accounts; empty means a random one that is printed once.</summary>
    public string Password { get; set; } = "";
}
