using System.Text.RegularExpressions;
using AidWorkflows.Domain.Registers;

namespace AidWorkflows.Host.Registers;

/// <summary>What a preview shows of a cell: enough to see that the right column was found.</summary>
internal static partial class PreviewMask
{
    private const int Longest = 40;

    /// <param name="field">Null for a column that nobody knows; it may hold anything, so it is not shown.</param>
    public static string Of(string? field, string cell)
    {
        var text = cell.Trim();
        if (text.Length == 0)
            return "";

        return field switch
        {
            null => "***",
            RegisterSchema.IdNumber => text.Length > 7 ? $"{text[..3]}{new string('*', text.Length - 7)}{text[^4..]}" : "***",
            RegisterSchema.Name => $"{text[..(char.IsHighSurrogate(text[0]) ? 2 : 1)]}**",

            // A wrongly assigned column must not show numbers of people or accounts.
            _ => LongNumber().Replace(text.Length > Longest ? text[..Longest] : text, "***"),
        };
    }

    [GeneratedRegex("[0-9０-９]{11,}[xXｘＸ]?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
