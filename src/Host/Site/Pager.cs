using Microsoft.AspNetCore.WebUtilities;

namespace AidWorkflows.Host.Site;

/// <summary>Where a list stands, and the addresses of its other pages with the same filters.</summary>
public sealed record Pager(string Path, int Page, int TotalCount, IReadOnlyDictionary<string, string?> Filters)
{
    public const int PageSize = 20;

    public int Pages => Math.Max(1, (TotalCount + PageSize - 1) / PageSize);

    /// <summary>A page number from an address, which may be anything.</summary>
    public static int Within(int page) => Math.Clamp(page, 1, 100_000);

    public string Address(int page)
    {
        Dictionary<string, string?> query = new(Filters.Where(filter => !string.IsNullOrEmpty(filter.Value))) { ["page"] = page.ToString() };
        return QueryHelpers.AddQueryString(Path, query);
    }
}
