using System.Diagnostics.CodeAnalysis;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Payments;

/// <summary>Bank card number: 12 to 19 digits with a Luhn check digit (ISO/IEC 7812).</summary>
public sealed record BankCardNumber
{
    public const int MinimumLength = 12;
    public const int MaximumLength = 19;

    private const string Separators = "-\u2010\u2011\u2013\u2014";

    private readonly string number;

    private BankCardNumber(string number) => this.number = number;

    public string LastFour => number[^4..];

    /// <summary>The last four digits; the number of stars does not tell the length.</summary>
    public string Masked => "****" + LastFour;

    public static BankCardNumber Parse(string? text) =>
        TryParse(text, out var result, out var problem) ? result : throw problem.ToException();

    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out BankCardNumber? result,
        [NotNullWhen(false)] out ValidationProblem? problem)
    {
        var digits = TypedText.Compact(text ?? "", Separators);
        problem = FindProblem(digits);
        result = problem is null ? new BankCardNumber(digits) : null;
        return result is not null;
    }

    /// <summary>The full number, for the bank's file and for those with the permission to see it.</summary>
    public string Reveal() => number;

    public override string ToString() => Masked;

    private static ValidationProblem? FindProblem(string number)
    {
        if (number.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return new("bank-card-characters", "accountNumber", "A bank card number has digits only.");
        if (number.Length is < MinimumLength or > MaximumLength)
        {
            return new(
                "bank-card-length",
                "accountNumber",
                $"A bank card number has {MinimumLength} to {MaximumLength} digits, this one has {number.Length}.",
                MinimumLength,
                MaximumLength,
                number.Length);
        }

        return LuhnSum(number) % 10 == 0
            ? null
            : new("bank-card-checksum", "accountNumber", "The digits of the card number do not fit together; please compare them with the card.");
    }

    private static int LuhnSum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        var doubled = false;
        for (var i = digits.Length - 1; i >= 0; i--, doubled = !doubled)
        {
            var value = (digits[i] - '0') * (doubled ? 2 : 1);
            sum += value > 9 ? value - 9 : value;
        }

        return sum;
    }
}
