using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.Data.Publishing;

/// <summary>Who published what, and that nobody publishes a change of her own where two persons are asked for.</summary>
public abstract class PublishingContract : DatabaseContract
{
    private static readonly DefinitionEditor Ann = new("ann", "安宁", "admin1");
    private static readonly DefinitionEditor Ben = new("ben", "白明", "admin2");
    private static readonly DefinitionEditor Cai = new("cai", "蔡文", "admin3");

    private PublishingOptions Options => Services.GetRequiredService<IOptions<PublishingOptions>>().Value;

    [Fact]
    public async Task Each_publication_is_recorded_with_who_when_what_and_why()
    {
        await SaveAsync(Ann, "one");
        await PublishAsync(Ben, " first try ", 3);
        await SaveAsync(Ann, "two");
        await PublishAsync(Cai, null, 0);
        await InLibraryAsync(library => library.PublishAsync("d", Cai, default));

        var history = await HistoryAsync();
        Assert.Equal(
            [(DefinitionEventKind.Published, 2, 1, "cai", null, 0), (DefinitionEventKind.Published, 1, null, "ben", "first try", 3)],
            history.Select(row => (row.Kind, row.Version, row.FromVersion, row.PersonId, row.Comment, row.Warnings)));
        Assert.Equal(("白明", "admin2", "one", "d"), (history[1].PersonName, history[1].Account, history[1].Name, history[1].DefinitionId));
        Assert.InRange(history[1].At, DateTimeOffset.UnixEpoch, history[0].At);
    }

    [Fact]
    public async Task Retractions_reverts_and_deletions_are_recorded_and_outlive_the_definition()
    {
        await SaveAsync(Ann, "one");
        await PublishAsync(Ann, null, 0);
        await SaveAsync(Ann, "two");
        await InLibraryAsync(library => library.RetractAsync("d", Ben, default));
        await InLibraryAsync(library => library.RetractAsync("d", Ben, default));
        await InLibraryAsync(library => library.RevertAsync("d", 1, Cai, default));
        await InLibraryAsync(async library =>
        {
            await library.DeleteVersionAsync("d", 2, Ben, default);
            await library.DeleteAsync("d", Ann, default);
            return true;
        });
        Assert.Equal(
            [
                (DefinitionEventKind.Deleted, 1, "ann", null), (DefinitionEventKind.VersionDeleted, 2, "ben", null), (DefinitionEventKind.Reverted, 2, "cai", 1),
                (DefinitionEventKind.Retracted, 1, "ben", null), (DefinitionEventKind.Published, 1, "ann", (int?)null),
            ],
            (await HistoryAsync()).Select(row => (row.Kind, row.Version!.Value, row.PersonId, row.FromVersion)));
    }

    [Fact]
    public async Task What_the_first_start_loads_has_a_record()
    {
        var folder = Directory.CreateTempSubdirectory("aid-workflows-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "d.json"), """{"definitionId":"d","name":"D"}""");
            Options.TwoPerson = Options.CommentRequired = true;
            await InLibraryAsync(library => library.LoadFolderAsync(folder, default));
            var loaded = Assert.Single(await HistoryAsync());
            Assert.Equal((DefinitionEventKind.Loaded, 1, null, "d.json"), (loaded.Kind, loaded.Version, loaded.PersonId, loaded.Comment));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_publication_that_fails_leaves_no_record()
    {
        await SaveAsync(Ann, "one");
        Options.CommentRequired = true;
        Assert.Equal("comment-required", await RefusedAsync(library => library.PublishOrRequestAsync("d", new Publication(Ben, "  "), default)));
        Assert.Equal("comment-too-long", await RefusedAsync(library => library.PublishOrRequestAsync("d", new Publication(Ben, new string('字', 501)), default)));
        var other = new Publication(Ben, "ok") { Content = new byte[32] };
        Assert.Equal("draft-changed", await RefusedAsync(library => library.PublishOrRequestAsync("d", other, default)));
        Assert.Empty(await HistoryAsync());
        Assert.Null(await InLibraryAsync(library => library.GetPublishedAsync("d", default)));
        await PublishAsync(Ben, new string('字', 500), 0);
        Assert.Single(await HistoryAsync());
    }

    [Fact]
    public async Task A_save_that_was_overtaken_saves_nothing()
    {
        var first = await SaveAsync(Ann, "one");
        var seen = first.ContentHash;
        await SaveAsync(Ben, "two");
        await Assert.ThrowsAsync<DraftOvertakenException>(() => InLibraryAsync(library => library.SaveDraftAsync(new DraftSave(Model("three"), Ann) { Seen = seen }, default)));
        await Assert.ThrowsAsync<DraftOvertakenException>(() => InLibraryAsync(library => library.SaveDraftAsync(new DraftSave(Model("three"), Ann) { Seen = [] }, default)));
        Assert.Equal("two", (await LatestAsync()).Name);
    }

    [Fact]
    public async Task Of_many_saves_at_once_that_saw_the_same_draft_one_wins()
    {
        var seen = (await SaveAsync(Ann, "start")).ContentHash;
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                await InLibraryAsync(library => library.SaveDraftAsync(new DraftSave(Model($"n{i}"), new DefinitionEditor($"p{i}")) { Seen = seen }, default));
                return true;
            }
            catch (DraftOvertakenException)
            {
                return false;
            }
        })));
        Assert.Single(results, won => won);
    }

    [Fact]
    public async Task With_the_two_person_rule_an_editor_gets_a_request_and_a_second_person_publishes_just_that()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        await SaveAsync(Ben, "two");
        var result = await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann, "please", 2), default));
        Assert.Null(await InLibraryAsync(library => library.GetPublishedAsync("d", default)));
        var request = Assert.Single(await WaitingAsync());
        Assert.Equal((result.Request!.Id, "ann", "please", 2), (request.Id, request.RequestedBy, request.Comment, request.Warnings));

        // Ben changed the draft as well, although Ann asked.
        Assert.Equal("own-draft", await RefusedAsync(library => library.ApproveAsync(request.Id, Ann, 2, default)));
        Assert.Equal("own-draft", await RefusedAsync(library => library.ApproveAsync(request.Id, Ben, 2, default)));
        await InLibraryAsync(library => library.ApproveAsync(request.Id, Cai, 2, default));
        Assert.Equal("two", (await InLibraryAsync(library => library.GetPublishedAsync("d", default)))!.Name);
        Assert.Equal("request-not-waiting", await RefusedAsync(library => library.ApproveAsync(request.Id, Cai, 2, default)));
        Assert.Equal(
            [(DefinitionEventKind.Published, "cai", "please", request.Id), (DefinitionEventKind.PublicationRequested, "ann", "please", request.Id)],
            (await HistoryAsync()).Select(row => (row.Kind, row.PersonId, row.Comment, row.RequestId!.Value)));
        Assert.Equal((PublicationRequestStatus.Approved, "cai"), await DecisionAsync(request.Id));
    }

    [Fact]
    public async Task A_draft_that_was_changed_since_cannot_be_approved()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        var request = (await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default))).Request!;
        await SaveAsync(Ann, "one");
        Assert.Single(await WaitingAsync());
        await SaveAsync(Ben, "smuggled");
        Assert.Empty(await WaitingAsync());
        Assert.Equal("request-not-waiting", await RefusedAsync(library => library.ApproveAsync(request.Id, Cai, 0, default)));
        Assert.Equal([DefinitionEventKind.RequestInvalidated, DefinitionEventKind.PublicationRequested], (await HistoryAsync()).Select(row => row.Kind));
        Assert.Equal((PublicationRequestStatus.Invalidated, "ben"), await DecisionAsync(request.Id));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_closes_the_request()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        var request = (await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default))).Request!;
        Assert.Equal("reason-required", await RefusedAsync(library => RejectAsync(library, request.Id, " ")));
        Assert.Equal("comment-too-long", await RefusedAsync(library => RejectAsync(library, request.Id, new string('x', 501))));
        await InLibraryAsync(library => RejectAsync(library, request.Id, "wrong threshold"));
        Assert.Empty(await WaitingAsync());
        Assert.Equal("request-not-waiting", await RefusedAsync(library => library.ApproveAsync(request.Id, Cai, 0, default)));
        Assert.Equal((DefinitionEventKind.PublicationRejected, "ben", "wrong threshold"), (await HistoryAsync()).Select(row => (row.Kind, row.PersonId!, row.Comment!)).First());
    }

    [Fact]
    public async Task Who_changed_nothing_publishes_at_once_and_so_settles_the_request()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        var request = (await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default))).Request!;
        await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Cai, "looked at it"), default));
        Assert.Equal((PublicationRequestStatus.Approved, "cai"), await DecisionAsync(request.Id));
        Assert.Equal((DefinitionEventKind.Published, request.Id), (await HistoryAsync()).Select(row => (row.Kind, row.RequestId)).First());
    }

    [Fact]
    public async Task Saving_the_same_or_only_the_drawing_makes_nobody_an_editor()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one", 10);
        await SaveAsync(Ben, "one", 10);
        var moved = await InLibraryAsync(library => library.SaveAndPublishAsync(new DraftSave(Model("one", 99), Ben), new Publication(Ben), default));
        Assert.Null(moved.Request);
        Assert.True(moved.Version.IsPublished);
        Assert.Contains("99", (await InLibraryAsync(library => library.GetPublishedAsync("d", default)))!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_with_the_publication_counts_as_an_edit()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        var result = await InLibraryAsync(library => library.SaveAndPublishAsync(new DraftSave(Model("two"), Ben), new Publication(Ben), default));
        Assert.NotNull(result.Request);
        Assert.Equal("two", (await LatestAsync()).Name);
        Assert.Null(await InLibraryAsync(library => library.GetPublishedAsync("d", default)));
    }

    [Fact]
    public async Task Editors_of_a_draft_stay_editors_of_what_is_made_from_it()
    {
        Options.TwoPerson = true;
        var first = await SaveAsync(Ann, "one");
        await RunAsync(first);
        var second = await SaveAsync(Ben, "two");
        Assert.Equal(2, second.Version);
        Assert.NotNull((await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default))).Request);

        await InLibraryAsync(library => library.RevertAsync("d", 1, Cai, default));
        Assert.NotNull((await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default))).Request);
    }

    [Fact]
    public async Task Deleting_the_draft_closes_its_request()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default));
        await InLibraryAsync(async library =>
        {
            await library.DeleteVersionAsync("d", 1, Ben, default);
            return true;
        });
        Assert.Empty(await WaitingAsync());
        Assert.Equal([DefinitionEventKind.VersionDeleted, DefinitionEventKind.RequestInvalidated, DefinitionEventKind.PublicationRequested], (await HistoryAsync()).Select(row => row.Kind));
    }

    [Fact]
    public async Task Of_two_approvals_at_once_one_publishes()
    {
        Options.TwoPerson = true;
        await SaveAsync(Ann, "one");
        var request = (await InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(Ann), default))).Request!;
        var approved = await Task.WhenAll(new[] { Ben, Cai }.Select(person => Task.Run(async () =>
        {
            try
            {
                await InLibraryAsync(library => library.ApproveAsync(request.Id, person, 0, default));
                return true;
            }
            catch (PublicationRefusedException)
            {
                return false;
            }
        })));
        Assert.Single(approved, done => done);
        Assert.Single(await HistoryAsync(), row => row.Kind == DefinitionEventKind.Published);
    }

    private static JsonObject Model(string name, int x = 0) => new()
    {
        ["definitionId"] = "d",
        ["name"] = name,
        ["root"] = new JsonObject
        {
            ["id"] = "f",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(new JsonObject { ["id"] = "a", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["x"] = x } } }),
        },
    };

    private Task<DefinitionVersionRow> SaveAsync(DefinitionEditor by, string name, int x = 0) =>
        InLibraryAsync(library => library.SaveDraftAsync(Model(name, x), by, null, default));

    private Task<PublicationResult> PublishAsync(DefinitionEditor by, string? comment, int warnings) =>
        InLibraryAsync(library => library.PublishOrRequestAsync("d", new Publication(by, comment, warnings), default));

    private static async Task<bool> RejectAsync(DefinitionLibrary library, Guid request, string reason)
    {
        await library.RejectAsync(request, Ben, reason, default);
        return true;
    }

    private async Task<string> RefusedAsync<T>(Func<DefinitionLibrary, Task<T>> act) => (await Assert.ThrowsAsync<PublicationRefusedException>(() => InLibraryAsync(act))).Code;

    private async Task<DefinitionVersionRow> LatestAsync() => (await InLibraryAsync(library => library.GetLatestAsync("d", default)))!;

    private Task<List<DefinitionEventRow>> HistoryAsync() => InHistoryAsync(history => history.ListAsync("d", 100, default));

    private Task<List<PublicationRequestRow>> WaitingAsync() => InHistoryAsync(history => history.WaitingAsync(default));

    private async Task<(PublicationRequestStatus, string?)> DecisionAsync(Guid id) =>
        await InHistoryAsync(async history => (await history.FindRequestAsync(id, default))!) is var request ? (request.Status, request.DecidedBy) : default;

    private async Task<T> InHistoryAsync<T>(Func<DefinitionHistory, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<DefinitionHistory>());
    }

    private Task RunAsync(DefinitionVersionRow version) => StartAsync(new AidWorkflows.Engine.Runtime.BurstChanges
    {
        Header = NewHeader("run") with { DefinitionId = "d", VersionId = version.Id },
        ReadVersion = null,
        State = "{}"u8.ToArray(),
    });
}

public sealed class SqlitePublishingTests : PublishingContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlPublishingTests : PublishingContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();
}
