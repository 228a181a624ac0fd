using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Data.Definitions;

/// <summary>Versions of definitions (failure list B10, E1, E2, E4, E5).</summary>
public abstract class DefinitionLibraryContract : DatabaseContract
{
    [Fact]
    public async Task A_draft_is_changed_in_place_until_it_is_published()
    {
        var first = await SaveAsync("d", "one");
        var second = await SaveAsync("d", "two");
        Assert.Equal((first.Id, 1, true, false, "two"), (second.Id, second.Version, second.IsLatest, second.IsPublished, second.Name));

        var published = await InLibraryAsync(library => library.PublishAsync("d", new DefinitionEditor("ben"), default));
        Assert.Equal((first.Id, true), (published.Id, published.IsPublished));
        var third = await SaveAsync("d", "three");
        Assert.Equal((2, true, false), (third.Version, third.IsLatest, third.IsPublished));
        Assert.Equal([(2, true, false), (1, false, true)], await FlagsAsync("d"));
        Assert.Equal("two", (await InLibraryAsync(library => library.GetPublishedAsync("d", default)))!.Name);
    }

    [Fact]
    public async Task A_draft_that_was_run_is_not_changed_any_more()
    {
        var run = await SaveAsync("d", "one");
        await StartAsync(new BurstChanges { Header = NewHeader("i1") with { DefinitionId = "d", VersionId = run.Id }, ReadVersion = null, State = "{}"u8.ToArray() });
        Assert.Equal(2, (await SaveAsync("d", "two")).Version);
        Assert.Equal("one", (await InLibraryAsync(library => library.GetVersionAsync(run.Id, default)))!.Name);
    }

    [Fact]
    public async Task A_retracted_version_is_not_changed_either()
    {
        await SaveAsync("d", "one");
        await InLibraryAsync(library => library.PublishAsync("d", null, default));
        Assert.Equal(1, (await InLibraryAsync(library => library.RetractAsync("d", null, default)))!.Version);
        Assert.Null(await InLibraryAsync(library => library.GetPublishedAsync("d", default)));
        Assert.Null(await InLibraryAsync(library => library.RetractAsync("d", null, default)));
        Assert.Equal(2, (await SaveAsync("d", "two")).Version);
    }

    [Fact]
    public async Task Fifty_parallel_saves_and_publishes_leave_one_latest_and_one_published()
    {
        await SaveAsync("d", "start");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            await SaveAsync("d", $"n{i}");
            await InLibraryAsync(library => library.PublishAsync("d", null, default));
        })));
        var flags = await FlagsAsync("d");
        Assert.Single(flags, version => version.IsLatest);
        Assert.Single(flags, version => version.IsPublished);
        Assert.Equal(flags.Count, flags.Select(version => version.Version).Distinct().Count());
    }

    [Fact]
    public async Task The_indexes_refuse_a_second_published_version()
    {
        await SaveAsync("d", "one");
        await InLibraryAsync(library => library.PublishAsync("d", null, default));
        await SaveAsync("d", "two");
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(context => context.DefinitionVersions
            .Where(version => version.DefinitionId == "d").ExecuteUpdateAsync(set => set.SetProperty(version => version.IsPublished, true))));
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(context => context.DefinitionVersions
            .Where(version => version.DefinitionId == "d").ExecuteUpdateAsync(set => set.SetProperty(version => version.IsLatest, true))));
    }

    [Fact]
    public async Task Unknown_json_survives_and_activities_get_their_node_ids()
    {
        var model = JsonNode.Parse("""
            {"definitionId":"d","name":"申请 <b>","future":{"z":1.50,"a":[null,{"id":"x"}]},"inputs":null,"root":{"id":"f1","type":"Elsa.Flowchart","version":1,
             "activities":[{"id":"w1","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"hi"}}},
              {"id":"s1","type":"Elsa.Switch","cases":[{"label":"a","activity":{"id":"c1","type":"Elsa.End"}}],"default":{"id":"c2","type":"Elsa.End"}}],
             "connections":[{"source":{"activity":"w1","port":"Done"},"target":{"activity":"s1","port":"In"}}]}}
            """)!.AsObject();
        var before = model.ToJsonString();
        var saved = await InLibraryAsync(library => library.SaveDraftAsync(model, new DefinitionEditor("ann"), "first", default));
        Assert.Equal(before, model.ToJsonString());

        var stored = (await InLibraryAsync(library => library.GetVersionAsync("d", 1, default)))!;
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(stored.Content)), stored.ContentHash);
        Assert.Equal(("ann", "first"), (stored.CreatedBy, stored.Comment));
        Assert.Contains("\"future\":{\"z\":1.50,\"a\":[null,{\"id\":\"x\"}]}", stored.Content, StringComparison.Ordinal);
        Assert.Contains("申请 <b>", stored.Content, StringComparison.Ordinal);
        await InLibraryAsync(library => library.PublishAsync("d", null, default));
        var read = DefinitionLibrary.ReadModel((await InLibraryAsync(library => library.GetLatestAsync("d", default)))!);
        Assert.Equal((saved.Id, 1, true, true), ((string)read["id"]!, (int)read["version"]!, (bool)read["isLatest"]!, (bool)read["isPublished"]!));
        Assert.Empty(read["inputs"]!.AsArray());
        var root = read["root"]!;
        Assert.Equal("Workflow1:f1", (string)root["nodeId"]!);
        Assert.Equal("Workflow1:f1:w1", (string)root["activities"]![0]!["nodeId"]!);
        Assert.Equal("Workflow1:f1:s1:c1", (string)root["activities"]![1]!["cases"]![0]!["activity"]!["nodeId"]!);
        Assert.Equal("Workflow1:f1:s1:c2", (string)root["activities"]![1]!["default"]!["nodeId"]!);
        Assert.Null(root["activities"]![0]!["text"]!["nodeId"]);
    }

    [Fact]
    public async Task Reverting_makes_a_new_draft_of_the_old_content()
    {
        await SaveAsync("d", "one");
        await InLibraryAsync(library => library.PublishAsync("d", null, default));
        await SaveAsync("d", "two");
        await InLibraryAsync(library => library.PublishAsync("d", null, default));
        var draft = await InLibraryAsync(library => library.RevertAsync("d", 1, new DefinitionEditor("ann"), default));
        Assert.Equal((3, "one", false, true), (draft.Version, draft.Name, draft.IsPublished, draft.IsLatest));
        Assert.Equal([3, 2, 1], (await InLibraryAsync(library => library.ListVersionsAsync("d", default))).Select(version => version.Version));
        await Assert.ThrowsAsync<DefinitionNotFoundException>(() => InLibraryAsync(library => library.RevertAsync("d", 9, null, default)));
    }

    [Fact]
    public async Task A_version_with_instances_cannot_be_deleted_and_another_becomes_latest_when_the_latest_goes()
    {
        await StartAsync("i1");
        var inUse = await Assert.ThrowsAsync<DefinitionInUseException>(() => DeleteVersionAsync("aid", 1));
        Assert.Equal(("aid", 1), (inUse.DefinitionId, inUse.Instances));
        await SaveAsync("aid", "two");
        await DeleteVersionAsync("aid", 2);
        Assert.Equal([(1, true, true)], await FlagsAsync("aid"));
        await Assert.ThrowsAsync<DefinitionNotFoundException>(() => DeleteVersionAsync("aid", 2));
    }

    [Fact]
    public async Task A_definition_is_not_deleted_under_running_instances_and_retired_when_only_history_is_left()
    {
        await StartAsync("i1");
        await Assert.ThrowsAsync<DefinitionInUseException>(() => DeleteAsync("aid"));
        var finished = NewHeader("i1") with { Status = WorkflowStatus.Finished };
        await InUnitAsync(unit => unit.CommitAsync(new BurstChanges { Header = finished, ReadVersion = 1, State = "{}"u8.ToArray() }, default).AsTask());
        await SaveAsync("aid", "two");

        await DeleteAsync("aid");
        Assert.Equal([(1, false, false)], await FlagsAsync("aid"));
        Assert.NotNull((await ReadAsync(context => context.Definitions.SingleAsync())).RetiredAt);
        Assert.Equal(2, (await SaveAsync("aid", "again")).Version);
        Assert.Null((await ReadAsync(context => context.Definitions.SingleAsync())).RetiredAt);

        await SaveAsync("unused", "x");
        await DeleteAsync("unused");
        Assert.Equal(1, await ReadAsync(context => context.Definitions.CountAsync()));
        await Assert.ThrowsAsync<DefinitionNotFoundException>(() => DeleteAsync("unused"));
    }

    [Fact]
    public async Task A_folder_is_loaded_once()
    {
        var folder = Directory.CreateTempSubdirectory("aid-workflows-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "a.json"), """{"definitionId":"aid","name":"theirs"}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), """{"definitionId":"new","name":"New"}""");
            var loaded = await InLibraryAsync(library => library.LoadFolderAsync(folder, default));
            Assert.Equal([("new", 1, true)], loaded.Select(version => (version.DefinitionId, version.Version, version.IsPublished)));
            Assert.Empty(await InLibraryAsync(library => library.LoadFolderAsync(folder, default)));
            Assert.Equal("Aid", (await InLibraryAsync(library => library.GetPublishedAsync("aid", default)))!.Name);

            await File.WriteAllTextAsync(Path.Combine(folder, "c.json"), "[]");
            await Assert.ThrowsAsync<InvalidDefinitionException>(() => InLibraryAsync(library => library.LoadFolderAsync(folder, default)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_store_finds_what_is_published()
    {
        Assert.Equal(VersionId, await InStoreAsync(store => store.FindPublishedVersionAsync("aid", default)));
        Assert.Null(await InStoreAsync(store => store.FindPublishedVersionAsync("nothing", default)));
        Assert.StartsWith("{\"definitionId\":\"aid\"", await InStoreAsync(store => store.ReadDefinitionAsync(VersionId, default)), StringComparison.Ordinal);
        Assert.Null(await InStoreAsync(store => store.ReadDefinitionAsync("nothing", default)));
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task An_impossible_definition_id_is_refused(string id) => await Assert.ThrowsAsync<InvalidDefinitionException>(() => SaveAsync(id, "x"));

    private Task<DefinitionVersionRow> SaveAsync(string definitionId, string name) => InLibraryAsync(library =>
        library.SaveDraftAsync(new JsonObject { ["definitionId"] = definitionId, ["name"] = name }, new DefinitionEditor("ann"), null, default));

    private Task<bool> DeleteAsync(string definitionId) => InLibraryAsync(async library =>
    {
        await library.DeleteAsync(definitionId, null, default);
        return true;
    });

    private Task<bool> DeleteVersionAsync(string definitionId, int version) => InLibraryAsync(async library =>
    {
        await library.DeleteVersionAsync(definitionId, version, null, default);
        return true;
    });

    private async Task<List<(int Version, bool IsLatest, bool IsPublished)>> FlagsAsync(string definitionId) =>
        [.. (await InLibraryAsync(library => library.ListVersionsAsync(definitionId, default))).Select(version => (version.Version, version.IsLatest, version.IsPublished))];
}

public sealed class SqliteDefinitionLibraryTests : DefinitionLibraryContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlDefinitionLibraryTests : DefinitionLibraryContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();
}
