using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
        builder.Entity<InstanceRow>(ComputeForLists);
    }

    private static void ComputeForLists(EntityTypeBuilder<InstanceRow> instance)
    {
        instance.Property(row => row.NameStart).HasComputedColumnSql("left(name, 200)", stored: true);

        // Collation C: lower() of any other takes ten times as long, and SQLite too knows only the letters of ASCII.
        instance.Property(row => row.SearchText).HasComputedColumnSql(
            """lower((coalesce(left(name, 200), '') || chr(10) || coalesce(left(correlation_id, 200), '') || chr(10) || id) COLLATE "C")""", stored: true);
        instance.Property(row => row.UpdatedDay).HasComputedColumnSql("floor(extract(epoch FROM updated_at AT TIME ZONE 'UTC') / 86400)::integer", stored: true);

        // None of these changes with a burst that only goes on to the next wait of the same day, so it stays a HOT update.
        instance.HasIndex(row => new { row.NameStart, row.Id });
        instance.HasIndex(row => new { row.UpdatedDay, row.Id });
        instance.HasIndex(row => row.Id, WorkflowTables.ListIndex).IncludeProperties(row => new
        {
            row.Status,
            row.SubStatus,
            row.DefinitionId,
            row.DefinitionVersion,
            row.IncidentCount,
            row.CreatedAt,
            row.FinishedAt,
            row.SearchText,
        });
    }
}
