using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>
/// One page of the instance list and how many there are, among a hundred thousand. Ids come first, from an index alone; only the
/// rows of the page are read. Totals are counted, never estimated.
/// </summary>
internal sealed class InstanceList(AidDbContext db, InstanceStretches stretches, InstanceQuery query)
{
    /// <summary>So few are looked for first: where there are no more, one look answers for the page, its order and the total.</summary>
    private const int Few = 200;

    /// <summary>So many are sorted rather than searched for one by one in the order that is asked for.</summary>
    private const int Sortable = 20_000;

    public async Task<ElsaPage<InstanceSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        var versions = await query.SearchedVersionsAsync(db, cancellationToken);
        var matches = query.Filter(db, versions);
        if (query.IsNarrowed && await FindFewAsync(versions, cancellationToken) is { } few)
            return new ElsaPage<InstanceSummary>(few.Count == 0 ? [] : await SummariesAsync(query.Sort(db, Rows(few)).Skip(query.Skip).Take(query.Take), cancellationToken), few.Count);
        var (ids, total) = query.IsByLastExecution && db.HasDays() ? await ByLastExecutionAsync(matches, cancellationToken) : await InOrderAsync(matches, versions, cancellationToken);
        return new ElsaPage<InstanceSummary>(ids.Count == 0 ? [] : await SummariesAsync(query.Sort(db, Rows(ids)), cancellationToken), total);
    }

    /// <summary>All that match, or null when they are more than a few.</summary>
    private async Task<List<string>?> FindFewAsync(IReadOnlyList<string> versions, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(versions, matches => FirstAsync(matches, cancellationToken), cancellationToken);
        return found.Sum(ids => ids.Count) > Few ? null : [.. found.SelectMany(ids => ids)];
    }

    private Task<List<string>> FirstAsync(IQueryable<InstanceRow> matches, CancellationToken cancellationToken)
    {
        // By id, because the index of the ids has what is filtered by; all but the time of the last change.
        var ordered = !query.IsNarrowedByUpdate ? matches.OrderByDescending(instance => instance.Id)
            : db.HasDays() ? matches.OrderBy(instance => instance.UpdatedDay) : matches.OrderBy(instance => instance.UpdatedAt);
        return ordered.Select(instance => instance.Id).Take(Few + 1).ToListAsync(cancellationToken);
    }

    private async Task<(List<string> Ids, int Total)> InOrderAsync(IQueryable<InstanceRow> matches, IReadOnlyList<string> versions, CancellationToken cancellationToken)
    {
        var total = (await ReadAsync(versions, found => found.CountAsync(cancellationToken), cancellationToken)).Sum();
        return (await SliceAsync(matches, query.Skip, total, cancellationToken), total);
    }

    /// <summary>In stretches side by side where each row has to be looked at; else one part after the other.</summary>
    private async Task<IReadOnlyList<TResult>> ReadAsync<TResult>(IReadOnlyList<string> versions, Func<IQueryable<InstanceRow>, Task<TResult>> read, CancellationToken cancellationToken)
    {
        if (query.LooksAtEachRow(db))
            return await stretches.ReadAsync(db, context => query.Filter(context, versions), read, cancellationToken);
        var results = new List<TResult>();
        foreach (var part in query.Parts(db, versions))
            results.Add(await read(part));
        return results;
    }

    /// <summary>
    /// Without an index on the time of the last change there is one on its day: how many each day has tells on which days the page
    /// lies, and only those are read.
    /// </summary>
    private async Task<(List<string> Ids, int Total)> ByLastExecutionAsync(IQueryable<InstanceRow> matches, CancellationToken cancellationToken)
    {
        var days = await matches.GroupBy(instance => instance.UpdatedDay).Select(day => new { Day = day.Key, Count = day.Count() }).ToListAsync(cancellationToken);
        var total = days.Sum(day => day.Count);
        if (query.Skip >= total)
            return ([], total);
        days.Sort((one, other) => query.IsAscending ? one.Day.CompareTo(other.Day) : other.Day.CompareTo(one.Day));
        var (first, before) = (0, 0);
        while (before + days[first].Count <= query.Skip)
            before += days[first++].Count;
        var (last, until) = (first, before + days[first].Count);
        while (until < query.Skip + query.Take && last + 1 < days.Count)
            until += days[++last].Count;
        var (from, to) = (Math.Min(days[first].Day, days[last].Day), Math.Max(days[first].Day, days[last].Day));
        var ofDays = matches.Where(instance => instance.UpdatedDay >= from && instance.UpdatedDay <= to);
        return (await SliceAsync(ofDays, query.Skip - before, until - before, cancellationToken), total);
    }

    /// <summary>The ids of the page, counted from the nearer end of the order.</summary>
    private async Task<List<string>> SliceAsync(IQueryable<InstanceRow> matches, int skip, int total, CancellationToken cancellationToken)
    {
        var take = Math.Min(query.Take, total - skip);
        if (take <= 0)
            return [];
        var behind = total - skip - take;
        var fromEnd = behind < skip;

        // What changed long ago was also created long ago: in the order of the ids it would come last, after all that does not match.
        var ordered = query.IsNarrowedByUpdate && total <= Sortable ? query.SortFound(db, matches, fromEnd) : query.Sort(db, matches, fromEnd);
        return await ordered.Skip(fromEnd ? behind : skip).Take(take).Select(instance => instance.Id).ToListAsync(cancellationToken);
    }

    private IQueryable<InstanceRow> Rows(List<string> ids) => db.Instances.AsNoTracking().Where(instance => ids.Contains(instance.Id));

    private static Task<List<InstanceSummary>> SummariesAsync(IQueryable<InstanceRow> rows, CancellationToken cancellationToken) =>
        rows.Select(row => new InstanceSummary(
                row.Id, row.DefinitionId, row.VersionId, row.DefinitionVersion, row.Status, row.SubStatus, row.CorrelationId, row.Name,
                row.IncidentCount, row.CreatedAt, row.UpdatedAt, row.FinishedAt))
            .ToListAsync(cancellationToken);
}
