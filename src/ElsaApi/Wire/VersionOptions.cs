using System.Globalization;
using AidWorkflows.Data.Definitions;

namespace AidWorkflows.ElsaApi.Wire;

/// <summary>Elsa's way to say which versions are meant: a word, a number, or nothing for all.</summary>
internal static class VersionOptions
{
    public const string Latest = "Latest";

    public const string Published = "Published";

    public static IQueryable<DefinitionVersionRow> Where(this IQueryable<DefinitionVersionRow> versions, string? options)
    {
        if (int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return versions.Where(version => version.Version == number);
        return options switch
        {
            null or "" or "AllVersions" => versions,
            Latest => versions.Where(version => version.IsLatest),
            Published => versions.Where(version => version.IsPublished),
            "Draft" => versions.Where(version => version.IsLatest && !version.IsPublished),
            "LatestOrPublished" or "LatestAndPublished" => versions.Where(version => version.IsLatest || version.IsPublished),
            _ => throw ElsaRefusal.BadRequest($"'{options}' is no version option. Use Latest, Published, Draft, LatestOrPublished, LatestAndPublished, AllVersions or a number."),
        };
    }
}
