using AidWorkflows.Data.Conventions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Sqlite;

public sealed class SqliteAidDbContext(DbContextOptions<SqliteAidDbContext> options) : AidDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicrosecondsConverter>();
        configurationBuilder.Properties<decimal>().HaveConversion<FenConverter>();
    }
}
