using AidWorkflows.Data;

namespace AidWorkflows.TestDatabases;

/// <summary>A database of its own on the test server, copied from the migrated template.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private readonly PostgreSqlServer server;
    private readonly string name;

    internal PostgreSqlDatabase(PostgreSqlServer server, string name, string connectionString)
    {
        this.server = server;
        this.name = name;
        ConnectionString = connectionString;
    }

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string ConnectionString { get; }

    public static async Task<PostgreSqlDatabase> CreateAsync() => await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();

    public override async ValueTask DisposeAsync() => await server.DropDatabaseAsync(name);
}
