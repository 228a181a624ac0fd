using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data;

/// <summary>The model and its migrations.</summary>
public abstract class ModelContract : DatabaseContract
{
    [Fact]
    public async Task The_migrations_cover_the_whole_model() => Assert.False(await ReadAsync(context => Task.FromResult(context.Database.HasPendingModelChanges())));

    [Fact]
    public async Task Every_name_is_lower_case()
    {
        var names = await ReadAsync(context => Task.FromResult(context.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>().Model
            .GetRelationalModel().Tables.SelectMany(table => table.Columns.Select(column => column.Name).Append(table.Name)
                .Concat(table.Indexes.Select(index => index.Name)).Concat(table.ForeignKeyConstraints.Select(key => key.Name))).ToList()));
        Assert.All(names, name => Assert.Equal(name.ToLowerInvariant(), name));
        Assert.All(names, name => Assert.InRange(name.Length, 1, 63));
    }

    [Fact]
    public async Task Times_are_exact_to_the_microsecond_sortable_and_utc()
    {
        DateTimeOffset[] times = [At, At.AddMicroseconds(1), At.AddTicks(15).ToOffset(TimeSpan.FromHours(-5)), new(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero)];
        await ReadAsync(context =>
        {
            context.Leases.AddRange(times.Select((time, i) => new LeaseRow { Name = $"{i}", Holder = "h", Until = time }));
            return context.SaveChangesAsync();
        });
        var stored = await ReadAsync(context => context.Leases.OrderBy(lease => lease.Until).ThenBy(lease => lease.Name).Select(lease => lease.Until).ToListAsync());
        Assert.Equal([times[3], At, At.AddMicroseconds(1), At.AddMicroseconds(1)], stored);
        Assert.All(stored, time => Assert.Equal(TimeSpan.Zero, time.Offset));
        Assert.Equal(2, await ReadAsync(context => context.Leases.CountAsync(lease => lease.Until > At)));
    }

    [Fact]
    public async Task The_hosts_simulated_clock_is_not_added_a_second_time()
    {
        await AdvanceClockAsync(TimeSpan.FromDays(5));
        var host = new Ahead(TimeSpan.FromDays(5));
        await using var services = Database.CreateServices(host);
        await using var scope = services.CreateAsyncScope();
        await using var unit = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().BeginAsync(default);
        Assert.InRange(unit.Now, host.GetUtcNow().AddMinutes(-1), host.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task Accounts_are_stored()
    {
        var person = Guid.NewGuid();
        await ReadAsync(context =>
        {
            context.Users.Add(new AidUser { UserName = "ann", PersonId = person, MustChangePassword = true });
            return context.SaveChangesAsync();
        });
        Assert.Equal("ann", (await ReadAsync(context => context.Users.SingleAsync(user => user.PersonId == person))).UserName);
    }

    [Fact]
    public async Task Migrating_again_changes_nothing_and_three_nodes_may_do_it_at_once() =>
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await using var services = Database.CreateServices();
            await services.GetRequiredService<DatabaseMigration>().MigrateAsync(default);
        })));

    private sealed class Ahead(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}

public sealed class SqliteModelTests : ModelContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlModelTests : ModelContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();
}
