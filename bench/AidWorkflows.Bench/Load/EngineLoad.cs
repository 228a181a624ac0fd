using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Engine;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AidWorkflows.Bench.Load;

/// <summary>The engine in this process, one service scope and so one database context per call, as in the host.</summary>
internal sealed class EngineLoad : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    /// <summary>Open tasks; the newest first, so that an instance is taken through all its tasks before the next.</summary>
    private readonly ConcurrentStack<string> openTasks = new();

    private readonly ServerProcessor? server;

    private EngineLoad(TestDatabase database, ServiceProvider services, ServerProcessor? server)
    {
        this.server = server;
        this.database = database;
        this.services = services;
    }

    private string Name => database.Provider == DatabaseProvider.PostgreSql ? "postgres" : "sqlite";

    public static async Task<EngineLoad> CreateAsync(TestDatabase database)
    {
        var provider = database.CreateServices(null, more =>
        {
            more.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            more.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            more.AddWorkflowEngine();
        });
        await using var scope = provider.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        var draft = await library.SaveDraftAsync(ThreeTasks.Definition(), new DefinitionEditor("bench"), null, default);
        await library.PublishAsync(draft.DefinitionId, new DefinitionEditor("bench"), default);
        return new EngineLoad(database, provider, database.Provider == DatabaseProvider.PostgreSql ? await ServerProcessor.FindAsync(database.ConnectionString) : null);
    }

    public async Task WarmUpAsync(TimeSpan duration)
    {
        await StartsAsync(4, 0, duration);
        await CompletionsAsync(4, 0, duration);
    }

    public Task<Measurement> StartsAsync(int clients, int round, TimeSpan duration) => MeasureAsync("start", clients, round, duration, async _ =>
    {
        var result = await CallAsync(runtime => runtime.StartAsync(new StartWorkflow(ThreeTasks.DefinitionId) { CorrelationId = "330106-2026-000123" }, default));
        openTasks.Push(result.Bookmarks[0].Id);
        return true;
    });

    public async Task<Measurement> CompletionsAsync(int clients, int round, TimeSpan duration)
    {
        var measured = await MeasureAsync("complete", clients, round, duration, async _ =>
        {
            if (!openTasks.TryPop(out var task))
                return false;
            var result = await CallAsync(runtime => runtime.ResumeAsync(new ResumeWorkflow(task, new JsonObject { ["outcome"] = "Approve" }, "county1"), default));
            if (result.Bookmarks.Count > 0)
                openTasks.Push(result.Bookmarks[0].Id);
            return true;
        });
        openTasks.Clear();
        return measured;
    }

    /// <summary>What one completion writes, averaged over the three of an instance; the database's own log must write as much.</summary>
    public async Task<CompletionFootprint> FootprintAsync()
    {
        var started = await CallAsync(runtime => runtime.StartAsync(new StartWorkflow(ThreeTasks.DefinitionId), default));
        var before = await CountJournalAsync(started.InstanceId);
        var sizes = new List<byte[]>();
        var bookmark = started.Bookmarks[0];
        var payload = bookmark.Payload?.ToJsonString() ?? "";
        for (var next = bookmark.Id; next is not null;)
        {
            var result = await CallAsync(runtime => runtime.ResumeAsync(new ResumeWorkflow(next, new JsonObject { ["outcome"] = "Approve" }, "county1"), default));
            sizes.Add(result.State.ToUtf8());
            next = result.Bookmarks.Count > 0 ? result.Bookmarks[0].Id : null;
        }

        await using var scope = services.CreateAsyncScope();
        var journal = await scope.ServiceProvider.GetRequiredService<AidDbContext>().Journal.AsNoTracking()
            .Where(row => row.InstanceId == started.InstanceId && row.Sequence >= before).ToListAsync();
        var middle = sizes.OrderBy(state => state.Length).ElementAt(sizes.Count / 2);
        return new CompletionFootprint(
            (int)Math.Round((double)journal.Count / sizes.Count), (int)journal.Average(row => row.Data?.Length ?? 0), middle, payload);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    private async Task<int> CountJournalAsync(string instanceId)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AidDbContext>().Journal.CountAsync(row => row.InstanceId == instanceId);
    }

    private async Task<Measurement> MeasureAsync(string scenario, int clients, int round, TimeSpan duration, Func<int, Task<bool>> operation)
    {
        if (database.Provider != DatabaseProvider.PostgreSql)
            return await ClosedLoop.RunAsync(Name, scenario, clients, round, duration, operation);
        var before = await WalPositionAsync();
        var cpu = server?.Used();
        var measured = await ClosedLoop.RunAsync(Name, scenario, clients, round, duration, operation);
        return measured with
        {
            WalBytes = (await WalPositionAsync() - before) / Math.Max(1, measured.Operations),
            ServerMicroseconds = (server?.Used() - cpu)?.TotalMicroseconds / Math.Max(1, measured.Operations),
        };
    }

    private async Task<double> WalPositionAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        return (double)await context.Database.SqlQuery<decimal>($"SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS \"Value\"").SingleAsync();
    }

    private async Task<WorkflowRunResult> CallAsync(Func<WorkflowRuntime, Task<WorkflowRunResult>> call)
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<WorkflowRuntime>());
    }
}

/// <summary>Rows and bytes of one completion.</summary>
/// <param name="State">The state document of the middle size.</param>
internal sealed record CompletionFootprint(int JournalRows, int JournalDataLength, byte[] State, string BookmarkPayload);
