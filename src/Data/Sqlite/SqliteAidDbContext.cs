using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Workflows;
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

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<InstanceRow>(instance =>
        {
            // SQLite takes no index for covering where a computed column is read, and any time may have an index here.
            instance.Ignore(row => row.NameStart).Ignore(row => row.SearchText).Ignore(row => row.UpdatedDay);
            instance.HasIndex(row => new { row.Name, row.Id });
            instance.HasIndex(row => new { row.UpdatedAt, row.Id });
            instance.HasIndex(
                row => new
                {
                    row.Id,
                    row.Status,
                    row.SubStatus,
                    row.DefinitionId,
                    row.DefinitionVersion,
                    row.IncidentCount,
                    row.CreatedAt,
                    row.FinishedAt,
                    row.Name,
                    row.CorrelationId,
                },
                WorkflowTables.ListIndex);
        });
    }
}
