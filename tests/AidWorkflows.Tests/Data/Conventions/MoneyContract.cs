using AidWorkflows.Data;
using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.PostgreSql;
using AidWorkflows.Data.Sqlite;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data.Conventions;

/// <summary>Money is exact to the fen, in queries too, on the real contexts with one more table.</summary>
public abstract class MoneyContract : DatabaseContract
{
    [Fact]
    public async Task Amounts_are_exact_and_can_be_compared_sorted_and_summed()
    {
        decimal[] amounts = [20_000.01m, 20_000m, 0.1m, 0.2m, -5.55m, 9_999_999_999_999.99m];
        await using var scope = Services.CreateAsyncScope();
        await using var context = CreateContext(scope.ServiceProvider);
        await context.Database.ExecuteSqlRawAsync(Database.Provider == DatabaseProvider.Sqlite
            ? "CREATE TABLE money (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL)"
            : "CREATE TABLE money (id integer PRIMARY KEY, amount numeric(18,2) NOT NULL)");
        context.AddRange(amounts.Select((amount, i) => new Money { Id = i + 1, Amount = amount }));
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();

        var money = context.Set<Money>();
        Assert.Equal(amounts, await money.OrderBy(row => row.Id).Select(row => row.Amount).ToListAsync());
        Assert.Equal(amounts.Order(), await money.OrderBy(row => row.Amount).Select(row => row.Amount).ToListAsync());
        Assert.Equal(2, await money.CountAsync(row => row.Amount > 20_000m));
        Assert.Equal(amounts.Sum(), await money.SumAsync(row => row.Amount));
        Assert.Equal(-5.55m, await money.MinAsync(row => row.Amount));
    }

    [Fact]
    public async Task A_third_decimal_is_refused_and_nothing_is_saved()
    {
        await using var scope = Services.CreateAsyncScope();
        await using var context = CreateContext(scope.ServiceProvider);
        context.Add(new Money { Id = 1, Amount = 1.005m });
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync());
        Assert.Contains("AW1301", refused.ToString(), StringComparison.Ordinal);
    }

    protected abstract AidDbContext CreateContext(IServiceProvider scope);

    protected sealed class Money
    {
        public int Id { get; init; }
        public decimal Amount { get; init; }
    }

    protected sealed class WithMoney(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<Money>().Property(row => row.Id).ValueGeneratedNever();
        }
    }
}

public sealed class SqliteMoneyTests : MoneyContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();

    protected override AidDbContext CreateContext(IServiceProvider scope) => new SqliteAidDbContext(
        new DbContextOptionsBuilder<SqliteAidDbContext>(scope.GetRequiredService<DbContextOptions<SqliteAidDbContext>>())
            .ReplaceService<IModelCustomizer, WithMoney>().Options);

    [Fact]
    public void An_amount_beyond_the_column_is_refused() => Assert.Throws<OverflowException>(() => Fen.FromYuan(decimal.MaxValue));
}

public sealed class PostgreSqlMoneyTests : MoneyContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();

    protected override AidDbContext CreateContext(IServiceProvider scope) => new PostgreSqlAidDbContext(
        new DbContextOptionsBuilder<PostgreSqlAidDbContext>(scope.GetRequiredService<DbContextOptions<PostgreSqlAidDbContext>>())
            .ReplaceService<IModelCustomizer, WithMoney>().Options);
}
