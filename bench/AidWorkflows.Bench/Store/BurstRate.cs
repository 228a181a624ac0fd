using System.Diagnostics;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Bench.Store;

/// <summary>
/// Bursts per second of the store alone, each with a scope of its own: lock and load, one bookmark consumed, one added, four
/// journal lines, 3 KB of state, commit. Both databases flush each commit to disk.
/// </summary>
internal static class BurstRate
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    internal static async Task RunAsync()
    {
        await using var server = await PostgreSqlServer.StartAsync(durable: true);
        foreach (var tasks in new[] { 1, 8, 1, 8 })
        {
            await using (var database = await SqliteFile.CreateAsync())
                await MeasureAsync("SQLite", database, tasks);
            await using (var database = await server.CreateDatabaseAsync())
                await MeasureAsync("PostgreSQL", database, tasks);
        }
    }

    private static async Task MeasureAsync(string name, TestDatabase database, int tasks)
    {
        await using var services = database.CreateServices();
        var versionId = await PublishAsync(services);
        await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(() => RunBurstsAsync(services, versionId, $"warm{task}", TimeSpan.FromSeconds(1)))));

        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(() => RunBurstsAsync(services, versionId, $"i{task}", Duration))));
        Console.WriteLine($"{name,-12} {tasks} tasks: {counts.Sum() / clock.Elapsed.TotalSeconds:0} bursts/s");
    }

    private static async Task<string> PublishAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        await library.SaveDraftAsync(new JsonObject { ["definitionId"] = "aid" }, null, null, default);
        return (await library.PublishAsync("aid", null, default)).Id;
    }

    private static async Task<int> RunBurstsAsync(ServiceProvider services, string versionId, string id, TimeSpan duration)
    {
        var state = new byte[3072];
        for (var i = 0; i < state.Length; i++)
            state[i] = (byte)('a' + (i * 31 % 26));
        var header = new InstanceHeader
        {
            Id = id,
            DefinitionId = "aid",
            VersionId = versionId,
            DefinitionVersion = 1,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Suspended,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            UpdatedAt = TimeProvider.System.GetUtcNow(),
        };
        await CommitAsync(services, header, null, state, []);
        var clock = Stopwatch.StartNew();
        var bursts = 0;
        for (; clock.Elapsed < duration; bursts++)
            await CommitAsync(services, header, $"{id}-{bursts}", state, Journal(id, bursts));
        return bursts;
    }

    private static async Task CommitAsync(ServiceProvider services, InstanceHeader header, string? consumed, byte[] state, JournalEntry[] journal)
    {
        await using var scope = services.CreateAsyncScope();
        await using var unit = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().BeginAsync(default);
        var stored = await unit.LockAsync(header.Id, false, default);
        if (consumed is not null && !await unit.ConsumeBookmarkAsync(header.Id, consumed, default))
            throw new InvalidOperationException($"Bookmark {consumed} is missing.");
        var next = journal is [] ? 0 : (journal[0].Sequence / 4) + 1;
        await unit.CommitAsync(
            new BurstChanges
            {
                Header = header with { UpdatedAt = unit.Now, JournalSequence = next * 4 },
                ReadVersion = stored?.RowVersion,
                State = state,
                RemovedBookmarks = consumed is null ? [] : [consumed],
                Journal = journal,
                AddedBookmarks = [new Bookmark($"{header.Id}-{next}", "Elsa.RunTask", $"{next}", null, "task1", "Workflow1:Flowchart1:task1", $"e{next}", unit.Now)],
            },
            default);
    }

    private static JournalEntry[] Journal(string id, int burst) =>
    [
        .. Enumerable.Range(0, 4).Select(i => new JournalEntry(
            (burst * 4) + i, TimeProvider.System.GetUtcNow(), $"{id}-e{burst}", null, "Workflow1:Flowchart1:task1", JournalEvent.Completed, "ann",
            """{"outcomes":["Done"]}""")),
    ];
}
