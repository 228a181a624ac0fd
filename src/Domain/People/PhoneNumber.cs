using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>Mainland mobile number, or landline with its area code (0 included), digits only.</summary>
public sealed partial record PhoneNumber
{
    private const string Separators = "-()\u2010\u2011\u2013\u2014";

    private readonly string number;

    private PhoneNumber(string number) => this.number = number;

    public bool IsMobile => number[0] == '1';

    /// <summary>Four digits are hidden: <c>138****5678</c>, <c>0551****4567</c>.</summary>
    public string Masked
    {
        get
        {
            var shown = IsMobile ? 3 : AreaCodeLength(number);
            return string.Concat(number.AsSpan(0, shown), "****", number.AsSpan(shown + 4));
        }
    }

    public static PhoneNumber Parse(string? text) =>
        TryParse(text, out var result, out var problem) ? result : throw problem.ToException();

    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out PhoneNumber? result,
        [NotNullWhen(false)] out ValidationProblem? problem)
    {
        result = null;
        problem = null;
        var digits = WithoutCountryCode(TypedText.Compact(text ?? "", Separators));
        if (digits.Length > 0 && digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            problem = new("phone-number-characters", "phone", "A phone number has digits only.");
        else if (!Mobile().IsMatch(digits) && !Landline().IsMatch(digits))
            problem = new("phone-number-format", "phone", "Give a mobile number of 11 digits, or a landline with its area code.");
        else
            result = new PhoneNumber(digits);

        return result is not null;
    }

    public string Reveal() => number;

    public override string ToString() => Masked;

    private static string WithoutCountryCode(string number)
    {
        var rest = CountryCode().Replace(number, "");

        // Abroad the area code is written without its zero: +86 10 ..., +86 551 ...
        return rest.Length == number.Length || Mobile().IsMatch(rest) || rest.StartsWith('0') ? rest : "0" + rest;
    }

    private static int AreaCodeLength(string number) => number[1] is '1' or '2' ? 3 : 4;

    [GeneratedRegex(@"^(?:\+86|0086|86(?=1[3-9][0-9]{9}\z))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^1[3-9][0-9]{9}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^0(?:(?:10|2[0-9])[2-9][0-9]{7}|[3-9][0-9]{2}[2-9][0-9]{6,7})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Landline();
}
