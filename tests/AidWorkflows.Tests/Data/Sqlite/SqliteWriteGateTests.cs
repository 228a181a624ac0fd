using System.Diagnostics;
using AidWorkflows.Data;
using AidWorkflows.Data.Sqlite;
using AidWorkflows.Data.Workflows;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data.Sqlite;

/// <summary>Failure list K: one writer at a time, never a stuck gate, never a second process.</summary>
public sealed class SqliteWriteGateTests : DatabaseContract
{
    private SqliteWriteGate Gate => Services.GetRequiredService<SqliteDatabaseFile>().Gate;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();

    [Fact]
    public async Task Every_way_to_end_a_transaction_opens_the_gate()
    {
        await EndsAsync(async context => await (await context.Database.BeginTransactionAsync()).CommitAsync());
        await EndsAsync(async context => await (await context.Database.BeginTransactionAsync()).RollbackAsync());
        await EndsAsync(async context => await (await context.Database.BeginTransactionAsync()).DisposeAsync());
        await EndsAsync(context =>
        {
            context.Database.BeginTransaction().Dispose();
            return Task.CompletedTask;
        });
        await EndsAsync(context =>
        {
            context.Database.BeginTransaction().Commit();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_context_that_is_disposed_inside_its_transaction_opens_the_gate()
    {
        await using (var scope = Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<AidDbContext>();
            context.Settings.Add(new SettingRow { Name = "a", Value = "1" });
            await context.Database.BeginTransactionAsync();
            await context.SaveChangesAsync();
            Assert.False(Gate.IsFree);
        }

        Assert.True(Gate.IsFree);
        Assert.Equal(0, await ReadAsync(context => context.Settings.CountAsync()));
    }

    [Fact]
    public async Task A_failing_save_opens_the_gate()
    {
        await AddSettingAsync("a");
        await Assert.ThrowsAsync<DbUpdateException>(() => AddSettingAsync("a"));
        Assert.True(Gate.IsFree);
        await AddSettingAsync("b");
    }

    [Fact]
    public async Task A_failing_begin_opens_the_gate()
    {
        await using var scope = Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        await context.Database.OpenConnectionAsync();
        await using var hidden = await context.Database.GetDbConnection().BeginTransactionAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Database.BeginTransactionAsync());
        Assert.True(Gate.IsFree);
    }

    [Fact]
    public async Task A_cancelled_waiter_leaves_the_queue()
    {
        await using var scope = Services.CreateAsyncScope();
        await using var held = await scope.ServiceProvider.GetRequiredService<AidDbContext>().Database.BeginTransactionAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = ReadAsync(context => context.Database.BeginTransactionAsync(cancellation.Token));
        Assert.False(waiting.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.CommitAsync();
        Assert.True(Gate.IsFree);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(context => context.Database.BeginTransactionAsync(cancellation.Token)));
        Assert.True(Gate.IsFree);
    }

    [Fact]
    public async Task Statements_outside_a_transaction_pass_the_gate_too()
    {
        await using var scope = Services.CreateAsyncScope();
        Task<int> waiting;
        await using (await scope.ServiceProvider.GetRequiredService<AidDbContext>().Database.BeginTransactionAsync())
        {
            waiting = ReadAsync(context => context.Settings.ExecuteDeleteAsync());
            Assert.False(waiting.IsCompleted);
        }

        Assert.Equal(0, await waiting);
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(context => context.Database.ExecuteSqlRawAsync("no sql")));
        Assert.True(Gate.IsFree);
    }

    [Fact]
    public async Task A_save_of_one_row_passes_the_gate_too()
    {
        await using var scope = Services.CreateAsyncScope();
        Task<int> waiting;
        await using (await scope.ServiceProvider.GetRequiredService<AidDbContext>().Database.BeginTransactionAsync())
        {
            waiting = AddSettingAsync("a");
            Assert.False(waiting.IsCompleted);
        }

        Assert.Equal(1, await waiting);
    }

    [Fact]
    public async Task Fifty_clerks_write_at_once_without_busy_errors()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(clerk => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await AddSettingAsync($"{clerk}-{i}");
        })));
        Assert.Equal(1000, await ReadAsync(context => context.Settings.CountAsync()));
        Assert.True(Gate.IsFree);
    }

    [Fact]
    public async Task Connections_are_durable_and_check_foreign_keys()
    {
        Assert.Equal("wal", await PragmaAsync<string>("journal_mode"));
        Assert.Equal(2, await PragmaAsync<int>("synchronous"));
        Assert.Equal(5000, await PragmaAsync<int>("busy_timeout"));
        Assert.Equal(1, await PragmaAsync<int>("foreign_keys"));
    }

    [Fact]
    public async Task A_second_process_is_refused()
    {
        await AddSettingAsync("a");
        await Services.DisposeAsync();
        var lockFile = ((SqliteFile)Database).Path + ".lock";
        var ready = Path.Combine(Path.GetDirectoryName(lockFile)!, "ready");
        using var other = Process.Start("flock", ["--exclusive", "--no-fork", lockFile, "sh", "-c", $"touch '{ready}'; exec sleep 60"]);
        try
        {
            while (!File.Exists(ready))
                await Task.Yield();
            await using var services = Database.CreateServices();
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => services.GetRequiredService<DatabaseMigration>().MigrateAsync(default));
            Assert.StartsWith("AW1304", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            other.Kill(entireProcessTree: true);
            await other.WaitForExitAsync();
        }

        await using var again = Database.CreateServices();
        await again.GetRequiredService<DatabaseMigration>().MigrateAsync(default);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    public void A_database_in_memory_is_refused(string connectionString) =>
        Assert.StartsWith("AW1303", Assert.Throws<InvalidOperationException>(() => new SqliteDatabaseFile(connectionString)).Message, StringComparison.Ordinal);

    private async Task EndsAsync(Func<AidDbContext, Task> act)
    {
        await ReadAsync(async context =>
        {
            await act(context);
            Assert.True(Gate.IsFree);
            return true;
        });
        Assert.True(Gate.IsFree);
    }

    private Task<int> AddSettingAsync(string name) => ReadAsync(context =>
    {
        context.Settings.Add(new SettingRow { Name = name, Value = "1" });
        return context.SaveChangesAsync();
    });

    private Task<T> PragmaAsync<T>(string name) => ReadAsync(async context =>
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync())!, typeof(T));
    });
}
