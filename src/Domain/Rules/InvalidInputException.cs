namespace AidWorkflows.Domain.Rules;

/// <summary>Everything that is wrong with what was sent, so that a clerk corrects a form once and not field by field.</summary>
public sealed class InvalidInputException(IReadOnlyList<ValidationProblem> problems)
    : Exception($"{problems.Count} field(s) are not valid: {string.Join(", ", problems.Select(problem => $"{problem.Field} ({problem.Code})"))}.")
{
    public IReadOnlyList<ValidationProblem> Problems { get; } = problems;
}
