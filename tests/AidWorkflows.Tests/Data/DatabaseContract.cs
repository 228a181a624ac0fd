using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data;

/// <summary>The same tests run on both databases; each test has a database of its own.</summary>
public abstract class DatabaseContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 16, 30, 15, TimeSpan.FromHours(8)).AddMicroseconds(123456);

    protected TestDatabase Database { get; private set; } = null!;

    protected ServiceProvider Services { get; private set; } = null!;

    protected string VersionId { get; private set; } = "";

    protected abstract Task<TestDatabase> CreateDatabaseAsync();

    public virtual async Task InitializeAsync()
    {
        Database = await CreateDatabaseAsync();
        Services = Database.CreateServices();
        await using var scope = Services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        await library.SaveDraftAsync(new JsonObject { ["definitionId"] = "aid", ["name"] = "Aid" }, new DefinitionEditor("ann"), null, default);
        VersionId = (await library.PublishAsync("aid", new DefinitionEditor("ben"), default)).Id;
    }

    public virtual async Task DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
    }

    protected static string NewId() => Guid.NewGuid().ToString("N");

    protected InstanceHeader NewHeader(string id) => new()
    {
        Id = id,
        DefinitionId = "aid",
        VersionId = VersionId,
        DefinitionVersion = 1,
        Status = WorkflowStatus.Running,
        SubStatus = WorkflowSubStatus.Suspended,
        CreatedAt = At,
        UpdatedAt = At,
    };

    protected static Bookmark NewBookmark(string id, string name = "Elsa.Event", string hash = "h") =>
        new(id, name, hash, null, "event1", "Workflow1:event1", "execution1", At);

    protected static NewWork DueWork(WorkLane lane, string? dedupeKey = null) => new(lane, WorkKind.Start, null, null, null, "{}", dedupeKey);

    protected async Task StartAsync(BurstChanges changes) => await InUnitAsync(unit => unit.CommitAsync(changes, default).AsTask());

    protected Task StartAsync(string id, params Bookmark[] bookmarks) =>
        StartAsync(new BurstChanges { Header = NewHeader(id), ReadVersion = null, State = "{}"u8.ToArray(), AddedBookmarks = bookmarks });

    /// <summary>A unit in a scope of its own, as each request and each pump row has.</summary>
    protected async Task InUnitAsync(Func<IWorkflowUnit, Task> act) => await InUnitAsync(async unit =>
    {
        await act(unit);
        return true;
    });

    protected async Task<T> InUnitAsync<T>(Func<IWorkflowUnit, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await using var unit = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().BeginAsync(default);
        return await act(unit);
    }

    protected async Task<T> ReadAsync<T>(Func<AidDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AidDbContext>());
    }

    protected async Task<T> InStoreAsync<T>(Func<WorkflowStore, ValueTask<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<WorkflowStore>());
    }

    protected async Task<T> InLibraryAsync<T>(Func<DefinitionLibrary, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<DefinitionLibrary>());
    }

    /// <summary>Moves the database's clock; no test waits.</summary>
    protected Task AdvanceClockAsync(TimeSpan by) => ReadAsync(async context =>
    {
        var clock = await context.Clock.SingleOrDefaultAsync() ?? context.Clock.Add(new ClockRow()).Entity;
        clock.OffsetMicroseconds += (long)by.TotalMicroseconds;
        return await context.SaveChangesAsync();
    });
}
