using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Money;

/// <summary>Rules for amounts of yuan. Amounts themselves are plain <see cref="decimal"/>, stored as decimal(18,2).</summary>
public static partial class Yuan
{
    /// <summary>
    /// No aid, income or expense of one household comes near a hundred million yuan; a larger figure is a slip of the
    /// keyboard. Sums over many households may exceed it and still fit decimal(18,2).
    /// </summary>
    public const decimal Maximum = 100_000_000m;

    /// <summary>Checks an amount; null when it is good. Zero is good unless <paramref name="mustBePositive"/>.</summary>
    public static ValidationProblem? Validate(decimal amount, string field = "amount", bool mustBePositive = false)
    {
        if (amount < 0)
            return new("amount-negative", field, "The amount must not be negative.");
        if (mustBePositive && amount == 0)
            return new("amount-not-positive", field, "The amount must be more than zero.");
        if (decimal.Round(amount, 2) != amount)
            return TooManyDecimals(field);

        return amount > Maximum ? TooLarge(field) : null;
    }

    public static bool TryParse(
        string? text,
        out decimal amount,
        [NotNullWhen(false)] out ValidationProblem? problem,
        string field = "amount",
        bool mustBePositive = false)
    {
        amount = 0;
        problem = Read(TypedText.Compact(text ?? ""), field, out var value) ?? Validate(value, field, mustBePositive);
        if (problem is not null)
            return false;

        amount = value;
        return true;
    }

    private static ValidationProblem? Read(string text, string field, out decimal value)
    {
        value = 0;
        var match = Written().Match(text);
        if (!match.Success)
            return new("amount-characters", field, "Write the amount in digits, such as 20000.01 or 20,000.01.");

        var whole = match.Groups["whole"].Value.Replace(",", "").TrimStart('0');
        var fraction = match.Groups["fraction"].Value.TrimEnd('0');

        // Both are seen in the text: decimal would overflow, or round a fraction of thirty digits away.
        if (fraction.Length > 2)
            return TooManyDecimals(field);
        if (whole.Length > 15)
            return TooLarge(field);

        value = decimal.Parse($"0{whole}.{fraction.PadRight(2, '0')}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (match.Groups["minus"].Success)
            value = -value;
        return null;
    }

    private static ValidationProblem TooManyDecimals(string field) =>
        new("amount-decimals", field, "An amount has at most two decimals.", 2);

    private static ValidationProblem TooLarge(string field) =>
        new("amount-too-large", field, $"The amount is more than {MoneyFormat.Number(Maximum)} yuan.", Maximum);

    // Commas only where thousands are: "1,5" must not become fifteen.
    [GeneratedRegex(@"^[¥￥]?(?<minus>[-−])?(?<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?<fraction>[0-9]+))?元?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
