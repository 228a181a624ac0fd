using System.Text;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data.Workflows;

/// <summary>The first round trip of a burst, and the commit that goes with its writes (invariants A1, B1, B2).</summary>
public abstract class UnitRequestContract : DatabaseContract
{
    [Fact]
    public async Task A_bookmark_leads_to_its_locked_instance()
    {
        await StartAsync("i1", NewBookmark("b1"));
        await OpenAsync(new UnitRequest { BookmarkId = "b1" }, opened =>
        {
            Assert.Equal(("i1", 1L, "{}"), (opened.Instance!.Header.Id, opened.Instance.RowVersion, Encoding.UTF8.GetString(opened.Instance.State.Span)));
            Assert.True(opened.BookmarkIsOpen);
            Assert.False(opened.WorkConsumed);
            Assert.Null(opened.PublishedVersionId);
            Assert.Equal(TimeSpan.Zero, opened.Unit.Now.Offset);
            return Task.CompletedTask;
        });
        Assert.Equal(1, await ReadAsync(context => context.Bookmarks.CountAsync()));
    }

    [Fact]
    public async Task Nothing_is_found_for_what_does_not_exist()
    {
        await StartAsync("i1", NewBookmark("b1"));
        foreach (var request in new[]
        {
            new UnitRequest { BookmarkId = "nobody" },
            new UnitRequest { InstanceId = "nobody", BookmarkId = "b1", WorkId = 99, LeaseToken = Guid.NewGuid() },
            new UnitRequest { DefinitionId = "nobody" },
        })
        {
            await OpenAsync(request, opened =>
            {
                Assert.Equal((null, false, false, null), (opened.Instance, opened.BookmarkIsOpen, opened.WorkConsumed, opened.PublishedVersionId));
                return Task.CompletedTask;
            });
        }
    }

    [Fact]
    public async Task A_start_finds_the_published_version() => await OpenAsync(new UnitRequest { DefinitionId = "aid" }, opened =>
    {
        Assert.Equal(VersionId, opened.PublishedVersionId);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_claimed_row_is_consumed_with_its_own_lease_only()
    {
        await StartAsync(new BurstChanges
        {
            Header = NewHeader("i1"),
            ReadVersion = null,
            State = "{}"u8.ToArray(),
            AddedBookmarks = [NewBookmark("b1")],
            AddedWork = [new NewWork(WorkLane.Timer, WorkKind.Timer, At.AddYears(-1), "i1", "b1", null)],
        });
        var row = Assert.Single(await InStoreAsync(store => store.ClaimWorkAsync(WorkLane.Timer, 10, TimeSpan.FromMinutes(1), default)));
        var request = new UnitRequest { InstanceId = "i1", BookmarkId = "b1", WorkId = row.Id, LeaseToken = row.LeaseToken };
        await OpenAsync(request with { LeaseToken = Guid.NewGuid() }, opened =>
        {
            Assert.False(opened.WorkConsumed);
            return Task.CompletedTask;
        });
        await OpenAsync(request, async opened =>
        {
            Assert.True(opened.WorkConsumed && opened.BookmarkIsOpen);
            await opened.Unit.CommitAsync(Resumed(opened), default);
        });
        Assert.Equal((0, 0), await ReadAsync(async context => (await context.Work.CountAsync(), await context.Bookmarks.CountAsync())));
    }

    [Fact]
    public async Task What_is_not_committed_leaves_bookmark_and_work_row()
    {
        await StartAsync("i1", NewBookmark("b1"));
        await OpenAsync(new UnitRequest { BookmarkId = "b1" }, _ => Task.CompletedTask);
        await OpenAsync(new UnitRequest { BookmarkId = "b1" }, opened =>
        {
            Assert.True(opened.BookmarkIsOpen);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_stimulus_whose_delete_hits_no_row_saves_nothing()
    {
        await StartAsync("i1", NewBookmark("b1"));
        await OpenAsync(new UnitRequest { BookmarkId = "b1" }, async opened =>
        {
            Assert.True(await opened.Unit.ConsumeBookmarkAsync("i1", "b1", default));
            await Assert.ThrowsAsync<StaleInstanceException>(() => opened.Unit.CommitAsync(Resumed(opened), default).AsTask());
        });
        Assert.Equal(1, await ReadAsync(context => context.Bookmarks.CountAsync()));
        Assert.Equal(1, await ReadAsync(context => context.Instances.Select(row => row.RowVersion).SingleAsync()));
    }

    [Fact]
    public async Task A_bookmark_that_stays_open_is_still_there_after_the_commit()
    {
        await StartAsync("i1", NewBookmark("b1"));
        await OpenAsync(new UnitRequest { BookmarkId = "b1" }, opened => opened.Unit.CommitAsync(Unchanged(opened), default).AsTask());
        Assert.Equal(1, await ReadAsync(context => context.Bookmarks.CountAsync()));
        Assert.Equal(2, await ReadAsync(context => context.Instances.Select(row => row.RowVersion).SingleAsync()));
    }

    [Fact]
    public async Task Two_that_resume_the_same_bookmark_have_one_winner_in_500_rounds()
    {
        for (var round = 0; round < 500; round++)
        {
            await StartAsync($"i{round}", NewBookmark($"b{round}"));
            var won = await Task.WhenAll(TryResumeAsync($"b{round}"), TryResumeAsync($"b{round}"), TryResumeAsync($"b{round}"));
            Assert.Single(won, true);
        }

        Assert.Equal(500, await ReadAsync(context => context.Instances.CountAsync(row => row.RowVersion == 2)));
        Assert.Equal(0, await ReadAsync(context => context.Bookmarks.CountAsync()));
    }

    [Fact]
    public async Task The_scope_can_open_the_next_unit_after_a_commit()
    {
        await StartAsync("i1", NewBookmark("b1"), NewBookmark("b2"));
        await using var scope = Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowStore>();
        foreach (var id in new[] { "b1", "b2" })
        {
            var opened = await store.BeginAsync(new UnitRequest { BookmarkId = id }, default);
            await using var unit = opened.Unit;
            await unit.CommitAsync(Unchanged(opened, id), default);
            Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<AidWorkflows.Data.AidDbContext>().Bookmarks.CountAsync(row => row.Id == id));
        }
    }

    protected async Task OpenAsync(UnitRequest request, Func<OpenedUnit, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().BeginAsync(request, default);
        await using var unit = opened.Unit;
        await act(opened);
    }

    protected static BurstChanges Resumed(OpenedUnit opened) => Unchanged(opened, "b1");

    private static BurstChanges Unchanged(OpenedUnit opened, params string[] removed) => new()
    {
        Header = opened.Instance!.Header,
        ReadVersion = opened.Instance.RowVersion,
        State = opened.Instance.State,
        RemovedBookmarks = removed,
    };

    // Off this thread, as SQLite's calls are synchronous.
    private Task<bool> TryResumeAsync(string bookmarkId) => Task.Run(async () =>
    {
        var won = false;
        await OpenAsync(new UnitRequest { BookmarkId = bookmarkId }, async opened =>
        {
            if (opened.Instance is null || !opened.BookmarkIsOpen)
                return;
            await opened.Unit.CommitAsync(Unchanged(opened, bookmarkId), default);
            won = true;
        });
        return won;
    });
}

public sealed class SqliteUnitRequestTests : UnitRequestContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlUnitRequestTests : UnitRequestContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();

    [Fact]
    public async Task A_locked_instance_is_busy_for_who_comes_with_its_bookmark()
    {
        await StartAsync("i1", NewBookmark("b1"));
        await OpenAsync(new UnitRequest { InstanceId = "i1" }, async _ =>
        {
            var busy = await Assert.ThrowsAsync<InstanceBusyException>(() => OpenAsync(new UnitRequest { BookmarkId = "b1" }, _ => Task.CompletedTask));
            Assert.Equal("i1", busy.InstanceId);
        });
    }

    [Fact]
    public async Task Who_waited_for_the_lock_finds_the_bookmark_gone_and_the_new_version()
    {
        await StartAsync("i1", NewBookmark("b1"));
        Task waiting = null!;
        OpenedUnit? seen = null;
        await OpenAsync(new UnitRequest { BookmarkId = "b1" }, async holder =>
        {
            waiting = OpenAsync(new UnitRequest { BookmarkId = "b1" }, opened =>
            {
                seen = opened;
                return Task.CompletedTask;
            });
            while (await ReadAsync(context => context.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync()) == 0)
                await Task.Yield();
            await holder.Unit.CommitAsync(Resumed(holder), default);
        });
        await waiting;
        Assert.Equal((2L, false), (seen!.Instance!.RowVersion, seen.BookmarkIsOpen));
    }
}
