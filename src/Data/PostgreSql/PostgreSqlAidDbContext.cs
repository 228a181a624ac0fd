using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.PostgreSql;

public sealed class PostgreSqlAidDbContext(DbContextOptions<PostgreSqlAidDbContext> options) : AidDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<decimal>().HaveConversion<ExactYuanConverter>().HavePrecision(18, 2);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Rows that every burst rewrites keep room on their page (HOT updates); the queue is vacuumed early and at full
        // speed, because dead rows at its head are what makes claiming slow.
        builder.Entity<InstanceRow>().HasStorageParameter("fillfactor", 80);
        builder.Entity<StateRow>().HasStorageParameter("fillfactor", 70);
        builder.Entity<WorkRowEntity>()
            .HasStorageParameter("autovacuum_vacuum_scale_factor", 0.01)
            .HasStorageParameter("autovacuum_vacuum_cost_delay", 0);
    }
}
