using System.Globalization;
using System.Resources;

namespace AidWorkflows.Host.Resources;

/// <summary>The texts behind problem codes, Chinese and English; pages use them too.</summary>
public static class ProblemTexts
{
    private static readonly ResourceManager Texts = new("AidWorkflows.Host.Resources.Problems", typeof(ProblemTexts).Assembly);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>The text in the language, else the fallback. Arguments fill the places of the resource's text.</summary>
    public static string Find(string code, CultureInfo culture, string fallback, IReadOnlyList<object?> arguments)
    {
        var text = Texts.GetString(code, culture);
        return text is null ? fallback : string.Format(culture, text, [.. arguments]);
    }

    /// <summary>Accept-Language decides; Chinese when it says nothing of use.</summary>
    public static CultureInfo CultureOf(HttpContext context)
    {
        var wanted = context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(language => Is(language, "zh") || Is(language, "en"));
        return wanted is not null && Is(wanted, "en") ? English : Chinese;
    }

    private static bool Is(string language, string wanted) =>
        language.Equals(wanted, StringComparison.OrdinalIgnoreCase) || language.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase);
}
