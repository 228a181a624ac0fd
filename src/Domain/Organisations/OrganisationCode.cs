using System.Diagnostics.CodeAnalysis;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Organisations;

/// <summary>
/// The short name that a union keeps for good: 2 to 40 lower-case letters, digits and hyphens, beginning with a letter. It is a step of the
/// path by which rights are decided, and calls of the API name unions by it; so it is unique in the whole tree.
/// </summary>
public sealed record OrganisationCode
{
    public const int Shortest = 2;
    public const int Longest = 40;

    private OrganisationCode(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out OrganisationCode? result, [NotNullWhen(false)] out ValidationProblem? problem)
    {
        result = null;
        problem = null;
        var code = TypedText.Compact(text ?? "").ToLowerInvariant();
        if (code.Length is < Shortest or > Longest)
            problem = new("union-code-length", "code", $"A code has {Shortest} to {Longest} characters.", Shortest, Longest);
        else if (!char.IsAsciiLetterLower(code[0]) || code[^1] == '-' || !code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            problem = new("union-code-characters", "code", "A code has the letters a to z, digits and hyphens, begins with a letter and does not end with a hyphen.");
        else
            result = new OrganisationCode(code);
        return result is not null;
    }

    public override string ToString() => Value;
}
