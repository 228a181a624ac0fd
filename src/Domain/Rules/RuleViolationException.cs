namespace AidWorkflows.Domain.Rules;

/// <summary>
/// A broken rule that the clerk can put right. The only exception that becomes a form message or problem details; everything
/// else is an incident or a bug.
/// </summary>
public sealed class RuleViolationException : Exception
{
    public RuleViolationException(string code, string message, string? field = null, params IReadOnlyList<object?> arguments)
        : base(message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        Code = code;
        Field = field;
        Arguments = arguments;
    }

    public string Code { get; }

    public string? Field { get; }

    public IReadOnlyList<object?> Arguments { get; }
}
