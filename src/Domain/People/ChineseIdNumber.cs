using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>
/// Citizen identity number, GB 11643: region (6), birth date (8), sequence (3), check character (ISO 7064 MOD 11-2).
/// The full number is only handed out by <see cref="Reveal"/>, a method, so that serialisers and loggers never meet it.
/// </summary>
public sealed record ChineseIdNumber
{
    public const int Length = 18;

    // The oldest birth year in use is that of the sample number in the standard itself.
    private const int EarliestBirthYear = 1880;

    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // GB/T 2260 provinces; 81 to 83 are residence permits of people from Hong Kong, Macao and Taiwan.
    private static readonly FrozenSet<string> Provinces = FrozenSet.ToFrozenSet(
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ]);

    private readonly string number;

    private ChineseIdNumber(string number, DateOnly birthDate)
    {
        this.number = number;
        BirthDate = birthDate;
    }

    public DateOnly BirthDate { get; }

    public bool IsMale => (number[16] - '0') % 2 == 1;

    /// <summary>First three and last four characters, as in <c>110***********002X</c>.</summary>
    public string Masked => string.Concat(number.AsSpan(0, 3), new string('*', 11), number.AsSpan(14));

    public static ChineseIdNumber Parse(string? text, DateOnly today) =>
        TryParse(text, today, out var result, out var problem) ? result : throw problem.ToException();

    public static bool TryParse(
        string? text,
        DateOnly today,
        [NotNullWhen(true)] out ChineseIdNumber? result,
        [NotNullWhen(false)] out ValidationProblem? problem)
    {
        var digits = TypedText.Compact(text ?? "").ToUpperInvariant();
        problem = FindProblem(digits, today, out var birthDate);
        result = problem is null ? new ChineseIdNumber(digits, birthDate) : null;
        return result is not null;
    }

    /// <summary>The full number. Whoever shows it must have the permission and write the audit row.</summary>
    public string Reveal() => number;

    public override string ToString() => Masked;

    private static ValidationProblem? FindProblem(string number, DateOnly today, out DateOnly birthDate)
    {
        birthDate = default;
        if (number.Length != Length)
            return Problem("id-number-length", $"An identity number has {Length} characters, this one has {number.Length}.", Length, number.Length);
        if (number.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9') || !(char.IsAsciiDigit(number[17]) || number[17] == 'X'))
            return Problem("id-number-characters", "An identity number has 17 digits and ends with a digit or X.");
        if (!Provinces.Contains(number[..2]))
            return Problem("id-number-region", "The first two digits of the identity number are not a province.");
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birthDate)
            || birthDate.Year < EarliestBirthYear || birthDate > today)
            return Problem("id-number-date", "Digits 7 to 14 of the identity number are not a birth date in the past.");
        if (number[17] != CheckCharacter(number))
            return Problem("id-number-checksum", "The last character does not fit the rest of the identity number; please compare it with the card.");

        return null;
    }

    private static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (digits[i] - '0') * Weights[i];

        return CheckCharacters[sum % 11];
    }

    private static ValidationProblem Problem(string code, string message, params object?[] arguments) =>
        new(code, "idNumber", message, arguments);
}
