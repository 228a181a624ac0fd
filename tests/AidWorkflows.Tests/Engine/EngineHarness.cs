using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using AidWorkflows.Host.Timers;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AidWorkflows.Tests.Engine;

/// <summary>The real engine on a real database, without the web around it. The pump runs when a test says so.</summary>
public sealed class EngineHarness : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private EngineHarness(TestDatabase database, Action<EngineOptions>? configure, IEnumerable<Activity> activities)
    {
        this.database = database;
        services = database.CreateServices(null, more =>
        {
            var options = new EngineOptions();
            configure?.Invoke(options);
            more.AddSingleton(options);
            more.AddSingleton<CronSchedule>(CronTimes.Next);
            more.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            more.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            more.AddSingleton<WorkPump>();
            foreach (var activity in activities)
                more.AddSingleton(activity);
            more.AddWorkflowEngine();
        });
    }

    public IServiceProvider Services => services;

    public static async Task<EngineHarness> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<EngineOptions>? configure = null, params Activity[] activities) =>
        new(provider == DatabaseProvider.Sqlite ? await SqliteFile.CreateAsync() : await PostgreSqlDatabase.CreateAsync(), configure, activities);

    public async Task<string> PublishAsync(JsonObject definition)
    {
        await using var scope = services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        var draft = await library.SaveDraftAsync((JsonObject)definition.DeepClone(), new DefinitionEditor("test"), null, default);
        return (await library.PublishAsync(draft.DefinitionId, new DefinitionEditor("test"), default)).Id;
    }

    public async Task RetractAsync(string definitionId)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DefinitionLibrary>().RetractAsync(definitionId, null, default);
    }

    /// <summary>Publishes a definition with this root activity under the id "test".</summary>
    public Task<string> PublishRootAsync(JsonObject root, JsonArray? variables = null, string? incidentStrategy = null) => PublishAsync(new JsonObject
    {
        ["definitionId"] = "test",
        ["name"] = "test",
        ["variables"] = variables ?? [],
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["options"] = new JsonObject { ["incidentStrategyType"] = incidentStrategy },
        ["root"] = root,
    });

    public Task<WorkflowRunResult> StartAsync(string definitionId = "test", JsonObject? input = null) =>
        InScopeAsync(runtime => runtime.StartAsync(new StartWorkflow(definitionId) { Input = input }, default));

    public Task<WorkflowRunResult> ResumeAsync(string bookmarkId, JsonNode? payload = null) =>
        InScopeAsync(runtime => runtime.ResumeAsync(new ResumeWorkflow(bookmarkId, payload), default));

    public async Task PublishEventAsync(string name, JsonNode? payload = null, string? instanceId = null)
    {
        await InScopeAsync(runtime => runtime.PublishEventAsync(name, payload, instanceId, null, default));
        await PumpAsync();
    }

    /// <summary>Runs everything that is due, in every lane, until nothing is.</summary>
    public async Task PumpAsync()
    {
        var pump = services.GetRequiredService<WorkPump>();
        int claimed;
        do
        {
            claimed = 0;
            foreach (var lane in Enum.GetValues<WorkLane>())
                claimed += await pump.RunDueAsync(lane, default);
        }
        while (claimed > 0);
    }

    /// <summary>Moves the database's clock, which is the one that timers go by.</summary>
    public Task AdvanceAsync(TimeSpan by) => InContextAsync(async context =>
    {
        if (await context.Set<ClockRow>().FirstOrDefaultAsync() is not { } row)
            context.Add(row = new ClockRow());
        row.OffsetMicroseconds += by.Ticks / 10;
        return await context.SaveChangesAsync();
    });

    public async Task<T> InScopeAsync<T>(Func<WorkflowRuntime, Task<T>> call)
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<WorkflowRuntime>());
    }

    public async Task<T> InContextAsync<T>(Func<AidDbContext, Task<T>> call)
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<AidDbContext>());
    }

    public Task<List<JournalRow>> JournalAsync(string instanceId) =>
        InContextAsync(context => context.Set<JournalRow>().AsNoTracking().Where(row => row.InstanceId == instanceId).OrderBy(row => row.Sequence).ToListAsync());

    public Task<InstanceRow> InstanceAsync(string instanceId) =>
        InContextAsync(context => context.Set<InstanceRow>().AsNoTracking().SingleAsync(row => row.Id == instanceId));

    public async Task<WorkflowState> StateAsync(string instanceId) =>
        WorkflowState.Parse((await InContextAsync(context => context.Set<StateRow>().AsNoTracking().SingleAsync(row => row.InstanceId == instanceId))).Data);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
