namespace AidWorkflows.Engine.Definitions;

/// <summary>How bad a problem of a definition is.</summary>
public enum ProblemSeverity
{
    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>An instance that gets there will fault.</summary>
    Error,
}

/// <summary>Something in a definition that would go wrong, or may not be meant.</summary>
/// <param name="Code">Stable name such as "unreachable".</param>
/// <param name="Property">The activity's property, when the problem is in one.</param>
/// <param name="Subject">The outcome, name or type that the problem is about.</param>
/// <param name="Line">Line in the script, from 1.</param>
public sealed record DefinitionProblem(
    ProblemSeverity Severity,
    string Code,
    string? ActivityId,
    string? NodeId,
    string? ActivityName,
    string? Property,
    string? Subject,
    string Message,
    int? Line = null,
    int? Column = null)
{
    /// <summary>More about the subject: why, or along which path.</summary>
    public string? Detail { get; init; }
}
