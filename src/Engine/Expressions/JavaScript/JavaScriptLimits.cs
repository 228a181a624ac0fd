namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Fuel of one run. Running out of any of them ends the run with an error that the script cannot catch.</summary>
public sealed record JavaScriptLimits
{
    public static JavaScriptLimits Default { get; } = new();

    /// <summary>Statements, loop rounds, calls and elements handled by built-ins.</summary>
    public int Steps { get; init; } = 100_000;

    /// <summary>Everything allocated by the run, whether still in use or not.</summary>
    public int Bytes { get; init; } = 16 * 1024 * 1024;

    public int StringLength { get; init; } = 1_000_000;

    public int ArrayLength { get; init; } = 100_000;

    /// <summary>Nested calls, and nesting of data that is parsed, copied or written as JSON.</summary>
    public int Depth { get; init; } = 128;

    public TimeSpan WallTime { get; init; } = TimeSpan.FromMilliseconds(250);
}
