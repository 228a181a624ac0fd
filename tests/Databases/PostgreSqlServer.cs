using AidWorkflows.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AidWorkflows.TestDatabases;

/// <summary>
/// The PostgreSQL server of the test run: the one that AIDWORKFLOWS_TEST_POSTGRES names, else a private cluster. Started once;
/// each database is a copy of a migrated template. Never skipped: without a server the tests fail and say what to install.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> Instance = new(() => StartAsync());
    private readonly PostgreSqlCluster? cluster;
    private readonly NpgsqlDataSource administration;
    private readonly string administrationString;
    private readonly string template = NewName();

    // CREATE DATABASE needs the template for itself.
    private readonly SemaphoreSlim copying = new(1, 1);

    private PostgreSqlServer(PostgreSqlCluster? cluster, string connectionString)
    {
        this.cluster = cluster;
        administrationString = connectionString;
        administration = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>The private cluster, for tests that crash it; null on somebody else's server.</summary>
    public PostgreSqlCluster? Cluster => cluster;

    public static Task<PostgreSqlServer> SharedAsync() => Instance.Value;

    public static async Task<PostgreSqlServer> StartAsync(bool durable = false)
    {
        var given = Environment.GetEnvironmentVariable("AIDWORKFLOWS_TEST_POSTGRES");
        var own = string.IsNullOrWhiteSpace(given) ? PostgreSqlCluster.Start(durable) : null;
        var server = new PostgreSqlServer(own, own?.ConnectionString ?? given!);
        await server.CreateTemplateAsync();

        // A private cluster goes as a whole; on a given server the template must not stay.
        if (own is null)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DropDatabaseAsync(server.template).AsTask().GetAwaiter().GetResult();
        return server;
    }

    public async Task<PostgreSqlDatabase> CreateDatabaseAsync()
    {
        var name = NewName();
        await copying.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            copying.Release();
        }

        return new PostgreSqlDatabase(this, name, ConnectionStringOf(name));
    }

    public async ValueTask DropDatabaseAsync(string name) => await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    public async ValueTask DisposeAsync()
    {
        if (cluster is null)
            await DropDatabaseAsync(template);
        await administration.DisposeAsync();
        copying.Dispose();
        cluster?.Dispose();
    }

    private async Task CreateTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {template}");
        await using var services = new PostgreSqlDatabase(this, template, ConnectionStringOf(template)).CreateServices();
        await services.GetRequiredService<DatabaseMigration>().MigrateAsync(CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder(administrationString) { Database = database }.ToString();

    private static string NewName() => $"aid_test_{Guid.NewGuid():N}";
}
