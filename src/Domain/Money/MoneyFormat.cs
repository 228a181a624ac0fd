using System.Globalization;

namespace AidWorkflows.Domain.Money;

/// <summary>How amounts are written for people. Digits are the same everywhere; only the unit follows the language.</summary>
public static class MoneyFormat
{
    public static string Number(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary><c>20,000.01 元</c></summary>
    public static string Chinese(decimal amount) => $"{Number(amount)} 元";

    /// <summary><c>CNY 20,000.01</c></summary>
    public static string English(decimal amount) => $"CNY {Number(amount)}";

    public static string For(CultureInfo culture, decimal amount) =>
        culture.TwoLetterISOLanguageName == "zh" ? Chinese(amount) : English(amount);
}
