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

    /// <summary>So many when an index alone says what matches.</summary>
    private const int SortableFromIndex = 40_000;

    public async Task<ElsaPage<InstanceSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        var versions = await query.SearchedVersionsAsync(db, cancellationToken);
        var matches = query.Filter(db, versions);
        IReadOnlyList<string> ends = query.LooksAtMany(db, stretches.TooFew) ? await stretches.EndsAsync(db, cancellationToken) : [];
        if (query.IsNarrowed && await FindFewAsync(versions, ends, cancellationToken) is { } few)
            return new ElsaPage<InstanceSummary>(few.Count == 0 ? [] : await SummariesAsync(query.Sort(db, Rows(few)).Skip(query.Skip).Take(query.Take), cancellationToken), few.Count);
        var (ids, total) = query.IsByLastExecution && db.HasDays() ? await ByLastExecutionAsync(matches, cancellationToken) : await InOrderAsync(matches, versions, ends, cancellationToken);
        return new ElsaPage<InstanceSummary>(ids.Count == 0 ? [] : await SummariesAsync(query.Sort(db, Rows(ids)), cancellationToken), total);
    }

    /// <summary>All that match, or null when they are more than a few.</summary>
    private async Task<List<string>?> FindFewAsync(IReadOnlyList<string> versions, IReadOnlyList<string> ends, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(versions, ends, (matches, _) => FirstAsync(matches, cancellationToken), cancellationToken);
        return found.Sum(ids => ids.Count) > Few ? null : [.. found.SelectMany(ids => ids)];
    }

    private Task<List<string>> FirstAsync(IQueryable<InstanceRow> matches, CancellationToken cancellationToken)
    {
        // By id, because the index of the ids has what is filtered by; all but the time of the last change.
        var ordered = !query.IsNarrowedByUpdate ? matches.OrderByDescending(instance => instance.Id)
            : db.HasDays() ? matches.OrderBy(instance => instance.UpdatedDay) : matches.OrderBy(instance => instance.UpdatedAt);
        return ordered.Select(instance => instance.Id).Take(Few + 1).ToListAsync(cancellationToken);
    }

    private async Task<(List<string> Ids, int Total)> InOrderAsync(IQueryable<InstanceRow> matches, IReadOnlyList<string> versions, IReadOnlyList<string> ends, CancellationToken cancellationToken)
    {
        var counts = await ReadAsync(versions, ends, (found, _) => found.CountAsync(cancellationToken), cancellationToken);
        var total = counts.Sum();
        var ids = ends.Count > 0 && query.IsById ? await SlicesAsync(versions, ends, counts, cancellationToken)
            : counts.Count > 1 && query.IsById && total <= SortableFromIndex ? await SliceOfPartsAsync(versions, total, cancellationToken)
            : await SliceAsync(matches, query.Skip, query.Take, total, cancellationToken);
        return (ids, total);
    }

    /// <summary>The counts tell which of the page's rows lie in which stretch.</summary>
    private async Task<List<string>> SlicesAsync(IReadOnlyList<string> versions, IReadOnlyList<string> ends, IReadOnlyList<int> counts, CancellationToken cancellationToken)
    {
        var slices = await stretches.ReadAsync(
            ends, context => query.Filter(context, versions),
            (found, stretch) =>
            {
                var before = query.IsAscending ? counts.Take(stretch).Sum() : counts.Skip(stretch + 1).Sum();
                var skip = Math.Max(query.Skip - before, 0);
                return SliceAsync(found, skip, query.Skip + query.Take - before - skip, counts[stretch], cancellationToken);
            },
            cancellationToken);
        return [.. slices.SelectMany(ids => ids)];
    }

    /// <summary>Sorted from what the index of the days says alone; by a key without an index, or the database would look for the matches among all ids.</summary>
    private async Task<List<string>> SliceOfPartsAsync(IReadOnlyList<string> versions, int total, CancellationToken cancellationToken)
    {
        var (skip, take, fromEnd) = FromNearerEnd(query.Skip, query.Take, total);
        var ids = query.Parts(db, versions).Select(part => part.Select(instance => instance.Id)).Aggregate(Queryable.Concat);
        var ordered = query.IsAscending != fromEnd ? ids.OrderBy(id => id + "") : ids.OrderByDescending(id => id + "");
        return take == 0 ? [] : await ordered.Skip(skip).Take(take).ToListAsync(cancellationToken);
    }

    /// <summary>In stretches side by side where many rows have to be looked at; else one part after the other.</summary>
    private async Task<IReadOnlyList<TResult>> ReadAsync<TResult>(
        IReadOnlyList<string> versions, IReadOnlyList<string> ends, Func<IQueryable<InstanceRow>, int, Task<TResult>> read, CancellationToken cancellationToken)
    {
        if (ends.Count > 0)
            return await stretches.ReadAsync(ends, context => query.Filter(context, versions), read, cancellationToken);
        var results = new List<TResult>();
        foreach (var part in query.Parts(db, versions))
            results.Add(await read(part, results.Count));
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
        return (await SliceAsync(ofDays, query.Skip - before, query.Take, until - before, cancellationToken), total);
    }

    /// <summary>The ids of the page, counted from the nearer end of the order.</summary>
    private async Task<List<string>> SliceAsync(IQueryable<InstanceRow> matches, int skip, int most, int total, CancellationToken cancellationToken)
    {
        var (first, take, fromEnd) = FromNearerEnd(skip, most, total);
        if (take == 0)
            return [];

        // What changed long ago was also created long ago: in the order of the ids it would come last, after all that does not match.
        var ordered = query.IsNarrowedByUpdate && total <= Sortable ? query.SortFound(db, matches, fromEnd) : query.Sort(db, matches, fromEnd);
        return await ordered.Skip(first).Take(take).Select(instance => instance.Id).ToListAsync(cancellationToken);
    }

    private static (int Skip, int Take, bool FromEnd) FromNearerEnd(int skip, int most, int total)
    {
        var take = Math.Clamp(total - skip, 0, Math.Max(most, 0));
        var behind = total - skip - take;
        return behind < skip ? (Math.Max(behind, 0), take, true) : (skip, take, false);
    }

    private IQueryable<InstanceRow> Rows(List<string> ids) => db.Instances.AsNoTracking().Where(instance => ids.Contains(instance.Id));

    private static Task<List<InstanceSummary>> SummariesAsync(IQueryable<InstanceRow> rows, CancellationToken cancellationToken) =>
        rows.Select(row => new InstanceSummary(
                row.Id, row.DefinitionId, row.VersionId, row.DefinitionVersion, row.Status, row.SubStatus, row.CorrelationId, row.Name,
                row.IncidentCount, row.CreatedAt, row.UpdatedAt, row.FinishedAt))
            .ToListAsync(cancellationToken);
}
