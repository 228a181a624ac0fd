using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AidWorkflows.Tests.Data;

public sealed class DataRegistrationTests
{
    [Fact]
    public void PostgreSql_without_a_connection_string_is_refused_at_once()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Database:Provider", "PostgreSql")]).Build();
        Assert.StartsWith("AW1305", Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddAidData(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_configuration_the_database_is_a_file_under_data()
    {
        using var services = new ServiceCollection().AddAidData(new ConfigurationBuilder().Build()).BuildServiceProvider();
        using var scope = services.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        Assert.True(context.Database.IsSqlite());
        Assert.EndsWith(Path.Combine("data", "aid.db"), context.Database.GetDbConnection().DataSource, StringComparison.Ordinal);
    }

    [Fact]
    public void Deadlocks_and_busy_databases_are_transient_and_broken_rules_are_not()
    {
        Assert.True(WorkflowStore.IsTransient(new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected)));
        Assert.True(WorkflowStore.IsTransient(new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure)));
        Assert.True(WorkflowStore.IsTransient(new PostgresException("", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown)));
        Assert.True(WorkflowStore.IsTransient(new DbUpdateException("", new NpgsqlException("", new IOException()))));
        Assert.True(WorkflowStore.IsTransient(new SqliteException("", SQLitePCL.raw.SQLITE_BUSY)));
        Assert.False(WorkflowStore.IsTransient(new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation)));
        Assert.False(WorkflowStore.IsTransient(new InvalidOperationException("", new InvalidOperationException())));
    }
}
