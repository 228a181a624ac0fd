using System.Net;
using System.Text.RegularExpressions;

namespace AidWorkflows.Domain.Papers;

/// <summary>What a reader sees of a page: inline marks vanish, so that a number cannot be hidden by a tag in its middle; blocks become lines.</summary>
public static partial class PlainText
{
    public static string Of(string html) => WebUtility.HtmlDecode(Tag().Replace(Inline().Replace(html, ""), "\n"));

    /// <summary>The same without styles and empty lines, as it is kept and hashed.</summary>
    public static string Words(string html) =>
        string.Join('\n', Of(Head().Replace(html, "")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"<head>.*?</head>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"<\s*/?\s*(b|i|u|em|strong|span|small|sub|sup|wbr|font|mark|code)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
