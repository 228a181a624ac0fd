using System.Text;

namespace AidWorkflows.Domain.Rules;

/// <summary>What people type with a Chinese input method: full-width digits, letters and blanks.</summary>
internal static class TypedText
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = FullWidthFirst - '!';

    /// <summary>Makes full-width characters narrow and drops every blank and every character in <paramref name="separators"/>.</summary>
    public static string Compact(string text, string separators = "")
    {
        var result = new StringBuilder(text.Length);
        foreach (var typed in text)
        {
            var c = Narrow(typed);
            if (!IsBlank(c) && !separators.Contains(c))
                result.Append(c);
        }

        return result.ToString();
    }

    public static char Narrow(char c) =>
        c is >= FullWidthFirst and <= FullWidthLast ? (char)(c - FullWidthOffset) : c;

    // Zero-width characters and byte order marks come along when numbers are pasted from chat programs.
    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
