using AidWorkflows.TestDatabases;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>The whole program on a PostgreSQL database of its own.</summary>
public sealed class PostgreSqlAidServer : IAsyncLifetime
{
    private PostgreSqlDatabase database = null!;

    public AidServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        database = await PostgreSqlDatabase.CreateAsync();
        foreach (var (name, value) in database.Settings)
            Server.Settings[name] = value!;
        await Server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Server).DisposeAsync();
        await database.DisposeAsync();
    }
}
