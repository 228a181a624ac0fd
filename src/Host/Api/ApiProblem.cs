using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Host.Api;

/// <summary>A refusal on its way to the caller. <see cref="Message"/> is the English fallback of the text behind the code.</summary>
internal sealed record ApiProblem(int Status, string Code, string Message, params IReadOnlyList<object?> Arguments)
{
    public IReadOnlyList<ValidationProblem> Errors { get; init; } = [];

    /// <summary>Further facts, such as who completed the task and when.</summary>
    public IReadOnlyDictionary<string, object?>? Facts { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Carries a problem out of binding and handlers to the one place that writes it.</summary>
internal sealed class ApiProblemException(ApiProblem problem) : Exception(problem.Message)
{
    public ApiProblem Problem { get; } = problem;
}
