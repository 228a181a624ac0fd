using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Incidents;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data.Workflows;

/// <summary>Bursts on the database: invariants A1-A5, B1-B3, F1, F2 of the failure list.</summary>
public abstract class WorkflowUnitContract : DatabaseContract
{
    [Fact]
    public async Task Everything_a_burst_writes_comes_back()
    {
        var header = NewHeader("i1") with
        {
            CorrelationId = "case-1",
            Name = "张三的申请",
            ParentInstanceId = "p1",
            SingletonKey = "aid:case-1",
            IncidentCount = 1,
            JournalSequence = 2,
        };
        var state = Encoding.UTF8.GetBytes("""{"名":"值"}""");
        var bookmark = new Bookmark("b1", "Elsa.RunTask", "hash", JsonNode.Parse("""{"taskName":"初审"}"""), "t1", "Workflow1:t1", "e1", At);
        var journal = new[]
        {
            new JournalEntry(0, At, "e1", null, "Workflow1:t1", JournalEvent.Started, "ann", """{"state":{}}"""),
            new JournalEntry(1, At.AddMicroseconds(1), "e1", "e0", "Workflow1:t1", JournalEvent.Suspended, null, null),
        };
        var incident = new Incident("x1", "e1", "t1", "Workflow1:t1", "Elsa.RunTask", "AW2001", "It failed.", "System.Exception", At, null);
        await StartAsync(new BurstChanges
        {
            Header = header,
            ReadVersion = null,
            State = state,
            AddedBookmarks = [bookmark],
            Journal = journal,
            AddedIncidents = [incident],
            AddedWork = [new NewWork(WorkLane.Timer, WorkKind.Timer, At.AddDays(90), "i1", "b1", """{"a":1}""", "k1")],
        });

        var stored = await InUnitAsync(unit => unit.LockAsync("i1", false, default).AsTask());
        Assert.Equal(header with { CreatedAt = At.ToUniversalTime(), UpdatedAt = At.ToUniversalTime() }, stored!.Header);
        Assert.Equal(1, stored.RowVersion);
        Assert.Equal(state, stored.State.ToArray());
        Assert.Equal("i1", await InUnitAsync(unit => unit.FindInstanceOfBookmarkAsync("b1", default).AsTask()));

        var row = await ReadAsync(context => context.Bookmarks.AsNoTracking().SingleAsync());
        Assert.Equal(bookmark with { Payload = null }, new Bookmark(row.Id, row.Name, row.Hash, null, row.ActivityId, row.NodeId, row.ActivityExecutionId, row.CreatedAt));
        Assert.True(JsonNode.DeepEquals(bookmark.Payload, JsonNode.Parse(row.Payload!)));
        var lines = await ReadAsync(context => context.Journal.AsNoTracking().OrderBy(line => line.Sequence).ToListAsync());
        Assert.Equal(journal, lines.Select(line => new JournalEntry(
            line.Sequence, line.At, line.ActivityExecutionId, line.ParentExecutionId, line.NodeId, line.Event, line.Actor, line.Data)));
        var failed = await ReadAsync(context => context.Incidents.AsNoTracking().SingleAsync());
        Assert.Equal(incident, new Incident(
            failed.Id, failed.ActivityExecutionId, failed.ActivityId, failed.NodeId, failed.ActivityType, failed.Code, failed.Message,
            failed.ExceptionType, failed.Timestamp, failed.ResolvedAt));
        var work = await ReadAsync(context => context.Work.AsNoTracking().SingleAsync());
        Assert.Equal((WorkLane.Timer, WorkKind.Timer, At.AddDays(90), "i1", "b1", 0, """{"a":1}""", "k1"),
            (work.Lane, work.Kind, work.VisibleAt, work.InstanceId, work.BookmarkId, work.Attempt, work.Payload, work.DedupeKey));
    }

    [Fact]
    public async Task The_next_burst_replaces_what_the_first_left()
    {
        await StartAsync(new BurstChanges
        {
            Header = NewHeader("i1"),
            ReadVersion = null,
            State = "{}"u8.ToArray(),
            AddedBookmarks = [NewBookmark("b1"), NewBookmark("b2")],
            AddedWork = [new NewWork(WorkLane.Timer, WorkKind.Timer, At, "i1", "b1", null), new NewWork(WorkLane.Timer, WorkKind.Timer, At, "i1", "b2", null)],
            AddedIncidents = [new Incident("x1", "e1", "t1", "n", "T", "AW1", "m", null, At, null)],
        });

        var next = NewHeader("i1") with { SubStatus = WorkflowSubStatus.Pending, Name = "second", JournalSequence = 1 };
        await InUnitAsync(async unit =>
        {
            var stored = await unit.LockAsync("i1", false, default);
            Assert.True(await unit.ConsumeBookmarkAsync("i1", "b1", default));
            await unit.CommitAsync(
                new BurstChanges
                {
                    Header = next,
                    ReadVersion = stored!.RowVersion,
                    State = "[2]"u8.ToArray(),
                    RemovedBookmarks = ["b1"],
                    AddedBookmarks = [NewBookmark("b3")],
                    ResolvedIncidents = ["x1"],
                    Journal = [new JournalEntry(0, At, "e1", null, "n", JournalEvent.Resumed, null, null)],
                },
                default);
        });

        var after = await InUnitAsync(unit => unit.LockAsync("i1", true, default).AsTask());
        Assert.Equal((2L, "second", WorkflowSubStatus.Pending), (after!.RowVersion, after.Header.Name, after.Header.SubStatus));
        Assert.Equal("[2]", Encoding.UTF8.GetString(after.State.Span));
        Assert.Equal(["b2", "b3"], await ReadAsync(context => context.Bookmarks.Select(row => row.Id).Order().ToListAsync()));
        Assert.Equal(["b2"], await ReadAsync(context => context.Work.Select(row => row.BookmarkId!).ToListAsync()));
        Assert.NotNull((await ReadAsync(context => context.Incidents.SingleAsync())).ResolvedAt);
    }

    [Fact]
    public async Task A_finished_instance_leaves_no_work_but_what_it_asks_for()
    {
        await StartAsync(new BurstChanges
        {
            Header = NewHeader("i1"),
            ReadVersion = null,
            State = "{}"u8.ToArray(),
            AddedWork = [new NewWork(WorkLane.Interactive, WorkKind.Continue, null, "i1", null, null)],
        });
        var finished = NewHeader("i1") with { Status = WorkflowStatus.Finished, SubStatus = WorkflowSubStatus.Finished, FinishedAt = At };
        await InUnitAsync(unit => unit.CommitAsync(
            new BurstChanges
            {
                Header = finished,
                ReadVersion = 1,
                State = "{}"u8.ToArray(),
                AddedWork = [new NewWork(WorkLane.Child, WorkKind.Resume, null, "parent", "pb", "{}")],
            },
            default).AsTask());

        Assert.Equal(["parent"], await ReadAsync(context => context.Work.Select(row => row.InstanceId!).ToListAsync()));
        Assert.Equal(At.ToUniversalTime(), (await InUnitAsync(unit => unit.LockAsync("i1", false, default).AsTask()))!.Header.FinishedAt);
    }

    [Fact]
    public async Task A_stale_version_saves_nothing()
    {
        await StartAsync("i1");
        var stale = new BurstChanges { Header = NewHeader("i1"), ReadVersion = 7, State = "[1]"u8.ToArray(), AddedBookmarks = [NewBookmark("b1")] };
        await Assert.ThrowsAsync<StaleInstanceException>(() => InUnitAsync(unit => unit.CommitAsync(stale, default).AsTask()));

        Assert.Equal(0, await ReadAsync(context => context.Bookmarks.CountAsync()));
        Assert.Equal(1, (await InUnitAsync(unit => unit.LockAsync("i1", false, default).AsTask()))!.RowVersion);
    }

    [Fact]
    public async Task An_unknown_instance_is_null()
    {
        Assert.Null(await InUnitAsync(unit => unit.LockAsync("nobody", false, default).AsTask()));
        Assert.Null(await InUnitAsync(unit => unit.LockAsync("nobody", true, default).AsTask()));
        Assert.Null(await InUnitAsync(unit => unit.FindInstanceOfBookmarkAsync("nobody", default).AsTask()));
    }

    [Fact]
    public async Task Two_units_that_consume_the_same_bookmark_have_one_winner_in_1000_rounds()
    {
        for (var round = 0; round < 1000; round++)
        {
            var id = $"i{round}";
            await StartAsync(id, NewBookmark($"b{round}"));
            var won = await Task.WhenAll(TryResumeAsync(id, $"b{round}"), TryResumeAsync(id, $"b{round}"));
            Assert.Single(won, true);
        }

        Assert.Equal(1000, await ReadAsync(context => context.Instances.CountAsync(row => row.RowVersion == 2)));
    }

    [Fact]
    public async Task A_burst_without_commit_leaves_nothing_and_the_scope_clean()
    {
        await StartAsync("i1", NewBookmark("b1"));
        await using var scope = Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowStore>();
        var context = scope.ServiceProvider.GetRequiredService<AidWorkflows.Data.AidDbContext>();
        await using (var unit = await store.BeginAsync(default))
        {
            Assert.Same(context, unit.Services.GetRequiredService<AidWorkflows.Data.AidDbContext>());
            Assert.True(await unit.ConsumeBookmarkAsync("i1", "b1", default));
            context.Settings.Add(new SettingRow { Name = "saved", Value = "1" });
            await context.SaveChangesAsync();
            context.Settings.Add(new SettingRow { Name = "tracked", Value = "1" });
        }

        await using (var unit = await store.BeginAsync(default))
            await unit.CommitAsync(null, default);
        Assert.Equal(0, await context.Settings.CountAsync());
        Assert.Equal("i1", await InUnitAsync(unit => unit.FindInstanceOfBookmarkAsync("b1", default).AsTask()));
    }

    [Fact]
    public async Task Domain_rows_commit_with_the_burst()
    {
        await InUnitAsync(async unit =>
        {
            unit.Services.GetRequiredService<AidWorkflows.Data.AidDbContext>().Settings.Add(new SettingRow { Name = "n", Value = "v" });
            await unit.CommitAsync(new BurstChanges { Header = NewHeader("i1"), ReadVersion = null, State = "{}"u8.ToArray() }, default);
        });
        Assert.Equal("v", (await ReadAsync(context => context.Settings.SingleAsync())).Value);
    }

    [Fact]
    public async Task Deleting_an_instance_leaves_no_orphans_and_it_never_comes_back()
    {
        await StartAsync(new BurstChanges
        {
            Header = NewHeader("i1"),
            ReadVersion = null,
            State = "{}"u8.ToArray(),
            AddedBookmarks = [NewBookmark("b1")],
            AddedWork = [new NewWork(WorkLane.Timer, WorkKind.Timer, At, "i1", "b1", null), new NewWork(WorkLane.Bulk, WorkKind.Continue, At, "i1", null, null)],
            Journal = [new JournalEntry(0, At, "e", null, "n", JournalEvent.Started, null, null)],
            AddedIncidents = [new Incident("x", "e", "a", "n", "T", "AW1", "m", null, At, null)],
        });
        Assert.True(await InStoreAsync(async store => await store.DeleteInstanceAsync("i1", default)));
        Assert.False(await InStoreAsync(async store => await store.DeleteInstanceAsync("i1", default)));

        Assert.Equal(0, await ReadAsync(async context => await context.Instances.CountAsync() + await context.InstanceStates.CountAsync()
            + await context.Bookmarks.CountAsync() + await context.Work.CountAsync() + await context.Journal.CountAsync() + await context.Incidents.CountAsync()));
        var late = new BurstChanges { Header = NewHeader("i1"), ReadVersion = 1, State = "{}"u8.ToArray() };
        await Assert.ThrowsAsync<StaleInstanceException>(() => InUnitAsync(unit => unit.CommitAsync(late, default).AsTask()));
    }

    [Fact]
    public async Task Of_50_parallel_starts_of_a_singleton_one_succeeds()
    {
        var header = NewHeader("x") with { SingletonKey = "only" };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            try
            {
                await StartAsync(new BurstChanges { Header = header with { Id = $"i{i}" }, ReadVersion = null, State = "{}"u8.ToArray() });
                return true;
            }
            catch (SingletonAlreadyRunningException exception)
            {
                Assert.Equal(("aid", "only"), (exception.DefinitionId, exception.SingletonKey));
                return false;
            }
        })));
        Assert.Single(outcomes, true);
        Assert.Equal(1, await ReadAsync(context => context.Instances.CountAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234x")]
    public async Task The_database_refuses_an_impossible_id(string id) =>
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => StartAsync(id));

    [Fact]
    public async Task Now_is_the_database_clock_plus_the_simulated_offset()
    {
        var before = await InUnitAsync(unit => Task.FromResult(unit.Now));
        await AdvanceClockAsync(TimeSpan.FromDays(3650));
        var after = await InUnitAsync(unit => Task.FromResult(unit.Now));
        Assert.InRange(after - before, TimeSpan.FromDays(3650), TimeSpan.FromDays(3650) + TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.Zero, after.Offset);
    }

    private async Task<bool> TryResumeAsync(string instanceId, string bookmarkId)
    {
        // Off this thread, as SQLite's calls are synchronous.
        return await Task.Run(() => InUnitAsync(async unit =>
        {
            var stored = await unit.LockAsync(instanceId, false, default);
            if (!await unit.ConsumeBookmarkAsync(instanceId, bookmarkId, default))
                return false;
            await unit.CommitAsync(
                new BurstChanges { Header = stored!.Header, ReadVersion = stored.RowVersion, State = stored.State, RemovedBookmarks = [bookmarkId] }, default);
            return true;
        }));
    }
}

public sealed class SqliteWorkflowUnitTests : WorkflowUnitContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();

    [Fact]
    public async Task A_second_unit_waits_until_the_first_ends()
    {
        await StartAsync("i1");
        await using var first = Services.CreateAsyncScope();
        await using var second = Services.CreateAsyncScope();
        var unit = await first.ServiceProvider.GetRequiredService<IWorkflowStore>().BeginAsync(default);
        var waiting = second.ServiceProvider.GetRequiredService<IWorkflowStore>().BeginAsync(default).AsTask();
        Assert.False(waiting.IsCompleted);
        await unit.DisposeAsync();
        await using var next = await waiting;
        Assert.NotNull(await next.LockAsync("i1", true, default));
    }
}

public sealed class PostgreSqlWorkflowUnitTests : WorkflowUnitContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_locked_instance_is_busy_for_others(bool skipLocked)
    {
        await StartAsync("i1");
        await InUnitAsync(async holder =>
        {
            Assert.NotNull(await holder.LockAsync("i1", false, default));
            var busy = await Assert.ThrowsAsync<InstanceBusyException>(() => InUnitAsync(unit => unit.LockAsync("i1", skipLocked, default).AsTask()));
            Assert.Equal("i1", busy.InstanceId);
        });
        Assert.NotNull(await InUnitAsync(unit => unit.LockAsync("i1", skipLocked, default).AsTask()));
    }

    [Fact]
    public async Task Who_waited_for_the_lock_sees_the_state_of_the_burst_before()
    {
        await StartAsync("i1");
        Task<StoredInstance?> waiting = null!;
        await InUnitAsync(async holder =>
        {
            var stored = await holder.LockAsync("i1", false, default);
            waiting = InUnitAsync(unit => unit.LockAsync("i1", false, default).AsTask());
            while (await ReadAsync(context => context.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync()) == 0)
                await Task.Yield();
            await holder.CommitAsync(new BurstChanges { Header = stored!.Header, ReadVersion = 1, State = "[9]"u8.ToArray() }, default);
        });
        var seen = await waiting;
        Assert.Equal((2L, "[9]"), (seen!.RowVersion, Encoding.UTF8.GetString(seen.State.Span)));
    }
}
