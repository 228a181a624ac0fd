using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>The reason that somebody writes down for what cannot be taken back.</summary>
public static class GivenReason
{
    public const int Longest = 500;

    /// <exception cref="RuleViolationException">reason-required, reason-too-long.</exception>
    public static string Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new RuleViolationException("reason-required", "Write down the reason.", "reason");

        return text.Trim() is { Length: <= Longest } reason
            ? reason
            : throw new RuleViolationException("reason-too-long", $"A reason has at most {Longest} characters.", "reason", Longest);
    }
}
