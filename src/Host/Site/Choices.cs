using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Site;

/// <summary>Lists to choose from, in the reader's language; the value is the name that the public API uses.</summary>
internal static class Choices
{
    public static List<SelectListItem> Of<TChoice>(IStringLocalizer<Words> words, string? empty = null)
        where TChoice : struct, Enum =>
        Of(words, typeof(TChoice).Name, Enum.GetNames<TChoice>(), empty);

    public static List<SelectListItem> Of(IStringLocalizer<Words> words, string kind, IEnumerable<string> names, string? empty = null)
    {
        List<SelectListItem> items = [.. names.Select(name => new SelectListItem(words[$"{kind}.{name}"], name))];
        if (empty is not null)
            items.Insert(0, new SelectListItem(words[empty], ""));
        return items;
    }
}
