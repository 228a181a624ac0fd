using System.Net;
using System.Text.RegularExpressions;

namespace AidWorkflows.Domain.Papers;

/// <summary>What a reader sees of a page: inline marks vanish, so that a number cannot be hidden by a tag in its middle; blocks become lines.</summary>
public static partial class PlainText
{
    public static string Of(string html) => WebUtility.HtmlDecode(Tag().Replace(Inline().Replace(html, ""), "\n"));

    [GeneratedRegex(@"<\s*/?\s*(b|i|u|em|strong|span|small|sub|sup|wbr|font|mark|code)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
