using System.Linq.Expressions;
using AidWorkflows.Data.PostgreSql;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Workflows;

/// <summary>Where the databases differ in what serves the instance list.</summary>
public static class InstanceSearch
{
    /// <summary>Of longer texts only the beginning is searched and sorted by.</summary>
    public const int LongestText = 200;

    /// <summary>Whether the order of the last change is found by its day.</summary>
    public static bool HasDays(this AidDbContext db) => db is PostgreSqlAidDbContext;

    /// <summary>Those with the text in name, correlation id or id, whatever the case of its ASCII letters, and those of the versions.</summary>
    public static IQueryable<InstanceRow> Search(this AidDbContext db, IQueryable<InstanceRow> instances, string text, IReadOnlyList<string> versions)
    {
        // PostgreSQL's texts cannot hold a NUL, not even to be compared with one.
        if (text.Length > LongestText || text.Contains('\0'))
            return instances.Where(instance => versions.Contains(instance.VersionId));
        if (db is PostgreSqlAidDbContext)
        {
            var small = SmallAscii(text);

#pragma warning disable CA2249 // Contains becomes LIKE on PostgreSQL, which takes half as long again as the strpos of IndexOf.
            return versions.Count == 0
                ? instances.Where(instance => instance.SearchText.IndexOf(small) >= 0)
                : instances.Where(instance => instance.SearchText.IndexOf(small) >= 0 || versions.Contains(instance.VersionId));
#pragma warning restore CA2249
        }

        // SQLite's LIKE folds ASCII letters by itself, four times as fast as lower().
        var pattern = "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return versions.Count == 0
            ? instances.Where(instance => EF.Functions.Like(instance.Name, pattern, "\\") || EF.Functions.Like(instance.CorrelationId, pattern, "\\") || EF.Functions.Like(instance.Id, pattern, "\\"))
            : instances.Where(instance => EF.Functions.Like(instance.Name, pattern, "\\") || EF.Functions.Like(instance.CorrelationId, pattern, "\\") || EF.Functions.Like(instance.Id, pattern, "\\")
                || versions.Contains(instance.VersionId));
    }

    /// <summary>What to sort by for the order of the names.</summary>
    public static Expression<Func<InstanceRow, string?>> NameKey(this AidDbContext db) => db is PostgreSqlAidDbContext ? instance => instance.NameStart : instance => instance.Name;

    /// <summary>As the generated column folds: only the letters of ASCII.</summary>
    private static string SmallAscii(string text) => string.Create(text.Length, text, (small, whole) =>
    {
        for (var i = 0; i < whole.Length; i++)
            small[i] = char.IsAsciiLetterUpper(whole[i]) ? char.ToLowerInvariant(whole[i]) : whole[i];
    });
}
