namespace AidWorkflows.Domain.Rules;

/// <summary>
/// One thing wrong with one field. Pages look the text up by <see cref="Code"/>; <see cref="Message"/> is the plain English
/// fallback. Neither it nor the arguments may hold what the person typed: problems are logged and sent over the API.
/// </summary>
public sealed record ValidationProblem(string Code, string Field, string Message, params IReadOnlyList<object?> Arguments)
{
    public RuleViolationException ToException() => new(Code, Message, Field, Arguments);
}
