using System.Diagnostics.CodeAnalysis;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>What somebody signs in with: 3 to 40 lower-case letters, digits, dots, hyphens and underscores, beginning with a letter.</summary>
public sealed record AccountName
{
    public const int Shortest = 3;
    public const int Longest = 40;

    private AccountName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out AccountName? result, [NotNullWhen(false)] out ValidationProblem? problem)
    {
        result = null;
        problem = null;
        var name = TypedText.Compact(text ?? "").ToLowerInvariant();
        if (name.Length is < Shortest or > Longest)
            problem = new("user-name-length", "userName", $"A user name has {Shortest} to {Longest} characters.", Shortest, Longest);
        else if (!char.IsAsciiLetterLower(name[0]) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_'))
            problem = new("user-name-characters", "userName", "A user name has the letters a to z, digits, dots, hyphens and underscores, and begins with a letter.");
        else
            result = new AccountName(name);
        return result is not null;
    }

    public override string ToString() => Value;
}
