using System.Globalization;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Registers;

/// <summary>Reads and writes the typed values of extracts; stored facts are invariant text.</summary>
public static class RegisterValues
{
    public const int LongestText = 60;
    private const int MostThings = 1000;
    private const decimal LargestAmount = 10_000_000_000m;
    private const int EarliestYear = 1900;

    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>A cell as stored text; null with a problem, or without one when the cell is empty.</summary>
    public static string? Read(RegisterField field, string cell, DateOnly today, out ValidationProblem? problem)
    {
        problem = null;
        var text = field.Type == RegisterFactType.Text ? cell.Trim() : TypedText.Compact(cell, field.Type == RegisterFactType.Amount ? ",，¥￥元" : "");
        if (text.Length == 0)
            return null;

        switch (field.Type)
        {
            case RegisterFactType.Count:
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostThings)
                    return count.ToString(CultureInfo.InvariantCulture);
                problem = new("register-count", field.Name, $"A whole number from 0 to {MostThings}.", MostThings);
                return null;
            case RegisterFactType.Amount:
                if (TryAmount(text, out var amount))
                    return amount.ToString("0.00", CultureInfo.InvariantCulture);
                problem = new("register-amount", field.Name, "An amount in yuan with at most two decimals, 0 or more.");
                return null;
            case RegisterFactType.Date:
                if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= EarliestYear && day <= today)
                    return day.ToString("O", CultureInfo.InvariantCulture);
                problem = new("register-date", field.Name, "A date such as 2026-07-01 that is not in the future.");
                return null;
            default:
                if (text.Length <= LongestText)
                    return text;
                problem = new("register-text", field.Name, $"At most {LongestText} characters.", LongestText);
                return null;
        }
    }

    public static decimal Number(IReadOnlyDictionary<string, string> facts, string name, decimal otherwise = 0) =>
        facts.TryGetValue(name, out var text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static bool TryAmount(string text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount)
        && amount <= LargestAmount && decimal.Round(amount, 2) == amount;
}
