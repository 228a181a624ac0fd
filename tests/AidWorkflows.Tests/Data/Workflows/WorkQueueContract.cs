using System.Collections.Concurrent;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data.Workflows;

/// <summary>The work table: claims, leases, events (failure list B4, C1, C2, C4, D2, D6).</summary>
public abstract class WorkQueueContract : DatabaseContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Eight_claimers_take_10000_rows_and_none_twice()
    {
        await AddWorkAsync([.. Enumerable.Range(0, 10_000).Select(_ => DueWork(WorkLane.Timer))]);
        var claimed = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await ClaimAsync(WorkLane.Timer, 100) is { Count: > 0 } rows)
            {
                foreach (var row in rows)
                    claimed.Add(row.Id);
            }
        })));
        Assert.Equal(10_000, claimed.Count);
        Assert.Equal(10_000, claimed.Distinct().Count());
    }

    [Fact]
    public async Task Rows_come_oldest_first_and_not_before_their_time_or_from_another_lane()
    {
        var now = await InUnitAsync(unit => Task.FromResult(unit.Now));
        await AddWorkAsync(
            new NewWork(WorkLane.Timer, WorkKind.Timer, now.AddDays(400), "i", "later", null),
            new NewWork(WorkLane.Timer, WorkKind.Timer, now.AddMinutes(-1), "i", "second", null),
            new NewWork(WorkLane.Timer, WorkKind.Timer, now.AddMinutes(-2), "i", "first", "{}"),
            new NewWork(WorkLane.Bulk, WorkKind.Resume, now, "i", "other", null));

        Assert.Equal(["first"], (await ClaimAsync(WorkLane.Timer, 1)).Select(row => row.BookmarkId));
        var second = Assert.Single(await ClaimAsync(WorkLane.Timer, 10));
        Assert.Equal(("second", 1, WorkKind.Timer, WorkLane.Timer, "i", null), (second.BookmarkId, second.Attempt, second.Kind, second.Lane, second.InstanceId, second.Payload));
        await AdvanceClockAsync(TimeSpan.FromDays(401));
        Assert.Equal(["first", "second", "later"], (await ClaimAsync(WorkLane.Timer, 10)).Select(row => row.BookmarkId));
    }

    [Fact]
    public async Task An_expired_lease_makes_a_row_visible_again_and_the_old_token_worthless()
    {
        await AddWorkAsync(DueWork(WorkLane.External));
        var slow = Assert.Single(await ClaimAsync(WorkLane.External, 10));
        Assert.Empty(await ClaimAsync(WorkLane.External, 10));
        await AdvanceClockAsync(Lease);
        var quick = Assert.Single(await ClaimAsync(WorkLane.External, 10));
        Assert.Equal((slow.Id, 2), (quick.Id, quick.Attempt));

        Assert.False(await ConsumeAsync(slow));
        Assert.False(await ConsumeAsync(quick with { LeaseToken = Guid.NewGuid() }));
        Assert.True(await ConsumeAsync(quick));
        Assert.False(await ConsumeAsync(quick));
    }

    [Fact]
    public async Task Next_due_is_zero_for_due_rows_and_null_for_an_empty_lane()
    {
        Assert.Null(await InStoreAsync(store => store.NextDueAsync(WorkLane.Timer, default)));
        var now = await InUnitAsync(unit => Task.FromResult(unit.Now));
        await AddWorkAsync(DueWork(WorkLane.Bulk), new NewWork(WorkLane.Timer, WorkKind.Timer, now.AddDays(3650), "i", "b", null));
        Assert.Equal(TimeSpan.Zero, await InStoreAsync(store => store.NextDueAsync(WorkLane.Bulk, default)));
        var due = await InStoreAsync(store => store.NextDueAsync(WorkLane.Timer, default));
        Assert.InRange(due!.Value, TimeSpan.FromDays(3649), TimeSpan.FromDays(3650));
    }

    [Fact]
    public async Task One_dedupe_key_makes_one_row_until_it_is_gone()
    {
        await AddWorkAsync(DueWork(WorkLane.Bulk, "t1 08:00"), DueWork(WorkLane.Bulk, "t1 08:00"), DueWork(WorkLane.Bulk));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => AddWorkAsync(DueWork(WorkLane.Bulk, "t1 08:00"), DueWork(WorkLane.Bulk, "t2 08:00")))));
        Assert.Equal([null, "t1 08:00", "t2 08:00"], await ReadAsync(context => context.Work.Select(row => row.DedupeKey).OrderBy(key => key ?? "").ToListAsync()));
    }

    [Fact]
    public async Task Work_for_a_bookmark_must_name_its_instance() =>
        await Assert.ThrowsAsync<ArgumentException>(() => AddWorkAsync(new NewWork(WorkLane.Timer, WorkKind.Timer, null, null, "b", null)));

    [Fact]
    public async Task An_event_wakes_exactly_the_bookmarks_it_is_for()
    {
        await StartWaitingAsync("i1", "case-1", "paid");
        await StartWaitingAsync("i2", "case-2", "paid");
        await StartWaitingAsync("i3", "case-1", "rejected");

        Assert.Equal(["i1", "i2"], await PublishAsync(new StimulusFilter("Elsa.Event", "paid", null, null)));
        Assert.Equal(["i1"], await PublishAsync(new StimulusFilter("Elsa.Event", "paid", null, "case-1")));
        Assert.Equal(["i2"], await PublishAsync(new StimulusFilter("Elsa.Event", "paid", "i2", null)));
        Assert.Equal(["i2"], await PublishAsync(new StimulusFilter("Elsa.Event", "paid", "i2", "case-2")));
        Assert.Empty(await PublishAsync(new StimulusFilter("Elsa.Event", "paid", "i2", "case-1")));
        Assert.Empty(await PublishAsync(new StimulusFilter("Elsa.Event", "paid", null, "case-9")));
        Assert.Empty(await PublishAsync(new StimulusFilter("Elsa.RunTask", "paid", null, null)));

        var rows = await ClaimAsync(WorkLane.Interactive, 100);
        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.Equal((WorkKind.Resume, "{\"n\":1}", "b-" + row.InstanceId), (row.Kind, row.Payload, row.BookmarkId)));
    }

    [Fact]
    public async Task A_broadcast_goes_to_the_bulk_lane()
    {
        await StartAsync("i1", [.. Enumerable.Range(0, 101).Select(i => NewBookmark($"b{i}", hash: "all"))]);
        Assert.Equal(101, (await PublishAsync(new StimulusFilter("Elsa.Event", "all", null, null))).Count);
        Assert.Equal(101, (await ClaimAsync(WorkLane.Bulk, 200)).Count);
    }

    [Fact]
    public async Task A_commit_with_due_work_wakes_the_lane()
    {
        var signal = Services.GetRequiredService<WorkSignal>();
        var waiting = signal.WaitAsync(WorkLane.Child, TimeSpan.FromMinutes(10), default);
        await AddWorkAsync(new NewWork(WorkLane.Child, WorkKind.Start, At.AddYears(100), null, null, null));
        Assert.False(waiting.IsCompleted);
        await AddWorkAsync(DueWork(WorkLane.Child));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task AddWorkAsync(params NewWork[] work) =>
        StartAsync(new BurstChanges { Header = NewHeader(NewId()), ReadVersion = null, State = "{}"u8.ToArray(), AddedWork = work });

    private Task StartWaitingAsync(string id, string correlationId, string hash) => StartAsync(new BurstChanges
    {
        Header = NewHeader(id) with { CorrelationId = correlationId },
        ReadVersion = null,
        State = "{}"u8.ToArray(),
        AddedBookmarks = [NewBookmark("b-" + id, hash: hash)],
    });

    private async Task<List<string>> PublishAsync(StimulusFilter filter) => await InUnitAsync(async unit =>
    {
        var queued = await unit.QueueResumesAsync(filter, "{\"n\":1}", default);
        await unit.CommitAsync(null, default);
        var stored = await ReadAsync(context => context.Work.Where(row => queued.Select(item => item.WorkId).Contains(row.Id)).CountAsync());
        Assert.Equal(queued.Count, stored);
        return queued.Select(item => item.InstanceId).Order().ToList();
    });

    private Task<IReadOnlyList<WorkRow>> ClaimAsync(WorkLane lane, int count) => InStoreAsync(store => store.ClaimWorkAsync(lane, count, Lease, default));

    private Task<bool> ConsumeAsync(WorkRow row) => InUnitAsync(async unit =>
    {
        var consumed = await unit.ConsumeWorkAsync(row.Id, row.LeaseToken, default);
        await unit.CommitAsync(null, default);
        return consumed;
    });
}

public sealed class SqliteWorkQueueTests : WorkQueueContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlWorkQueueTests : WorkQueueContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();
}
