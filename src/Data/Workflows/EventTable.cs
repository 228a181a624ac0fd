using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Workflows;

/// <summary>Events that are kept, and how they find those who come to wait for them.</summary>
internal static class EventTable
{
    /// <summary>The only bookmarks that something can be early for; the others are for a task or a child that they themselves begin.</summary>
    private const string Event = "Elsa.Event";

    /// <summary>Resumes for the bookmarks that a burst adds, each from the oldest event that was kept for it; the events are used up.</summary>
    public static async Task<List<NewWork>> TakeAsync(AidDbContext context, BurstChanges changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var work = new List<NewWork>();

        // In the order of the keys, so that two bursts that wait for the same rows never wait for each other.
        foreach (var bookmarks in changes.AddedBookmarks.Where(bookmark => bookmark.Name == Event).GroupBy(bookmark => bookmark.Hash).OrderBy(group => group.Key, StringComparer.Ordinal))
            if (await TakeAsync(context, bookmarks.Key, changes.Header, now, cancellationToken) is { } kept)
                work.AddRange(bookmarks.Select(bookmark => new NewWork(WorkLane.Interactive, WorkKind.Resume, null, changes.Header.Id, bookmark.Id, kept.Payload)));
        foreach (var started in changes.Started)
            work.AddRange(await TakeAsync(context, started, now, cancellationToken));
        return work;
    }

    /// <summary>
    /// Kept events that match a bookmark after all: both were committed in the same moment, so neither saw the other. A bookmark that
    /// is about to be woken by something else already is not free.
    /// </summary>
    public static Task<List<EventRow>> FindMissedAsync(AidDbContext context, CancellationToken cancellationToken) =>
        context.Events.AsNoTracking().Where(row => context.Bookmarks.Any(bookmark =>
                bookmark.Name == row.Kind && bookmark.Hash == row.KeyHash
                && !context.Work.Any(work => work.InstanceId == bookmark.InstanceId && work.BookmarkId == bookmark.Id)
                && (row.InstanceId == null || row.InstanceId == bookmark.InstanceId)
                && (row.CorrelationId == null || context.Instances.Any(instance => instance.Id == bookmark.InstanceId && instance.CorrelationId == row.CorrelationId))))
            .OrderBy(row => row.Id).Take(100).ToListAsync(cancellationToken);

    /// <summary>False when somebody else was first.</summary>
    public static async Task<bool> UseUpAsync(AidDbContext context, long id, CancellationToken cancellationToken) =>
        await context.Events.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;

    public static Task<int> DropExpiredAsync(AidDbContext context, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Events.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);

    private static async Task<EventRow?> TakeAsync(AidDbContext context, string hash, InstanceHeader instance, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = await context.Events.AsNoTracking()
            .Where(row => row.Kind == Event && row.KeyHash == hash && row.ExpiresAt > now
                && (row.InstanceId == null || row.InstanceId == instance.Id) && (row.CorrelationId == null || row.CorrelationId == instance.CorrelationId))
            .OrderBy(row => row.Id).Take(10).ToListAsync(cancellationToken);
        foreach (var row in kept)
            if (await UseUpAsync(context, row.Id, cancellationToken))
                return row;
        return null;
    }
}
