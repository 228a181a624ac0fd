using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// A change of an instance from outside its own course. All that one request asks of an instance happen in one burst, or none;
/// each leaves a line in the journal with who asked for it.
/// </summary>
public abstract record Alteration
{
    /// <summary>Elsa's word for it.</summary>
    public string Kind => GetType().Name;

    /// <summary>Gives a variable another value, converted to its type.</summary>
    public sealed record ModifyVariable(string VariableId, JsonNode? Value) : Alteration;

    /// <summary>Ends activities that run, wait or have faulted; their container goes on as if the branch had died.</summary>
    /// <param name="ExecutionId">One execution; else all of the activity.</param>
    public sealed record CancelActivity(string? ActivityId, string? ExecutionId) : Alteration;

    /// <summary>Runs a faulted activity again, or an activity once more inside a container that is still running.</summary>
    public sealed record ScheduleActivity(string? ActivityId, string? ExecutionId) : Alteration;

    /// <summary>Moves the instance to another version of its definition, which must know everything that the instance is at.</summary>
    /// <param name="VersionId">Null when there is no such version.</param>
    public sealed record Migrate(int TargetVersion, string? VersionId) : Alteration;

    /// <summary>Cancels the instance.</summary>
    public sealed record Cancel : Alteration;
}

/// <summary>An alteration cannot be done; nothing of its request was stored.</summary>
public sealed class AlterationRefusedException(Alteration alteration, string reason) : Exception($"AW1010 {reason}")
{
    public Alteration Alteration { get; } = alteration;

    public string Reason { get; } = reason;
}
