using AidWorkflows.Data.Conventions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Sqlite;

public sealed class SqliteAidDbContext : AidDbContext
{
    public SqliteAidDbContext(DbContextOptions<SqliteAidDbContext> options)
        : base(options)
    {
        // The write gate stands at the start of transactions; a save of one row must pass it as well.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicrosecondsConverter>();
        configurationBuilder.Properties<decimal>().HaveConversion<FenConverter>();
    }
}
