using System.Linq.Expressions;
using AidWorkflows.Data.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Workflows;

/// <summary>The engine's tables. Every index is paid for in each burst, so each one here has a query that needs it.</summary>
internal static class WorkflowTables
{
    internal const string SingletonIndex = "ux_wf_instance_singleton_key";

    /// <summary>All that the instance list filters by, in the order of the ids: it is counted and paged without a look at the rows.</summary>
    internal const string ListIndex = "ix_wf_instance_list";
    private const int IdLength = 64;

    internal static void Configure(ModelBuilder builder)
    {
        Definitions(builder);
        Instances(builder);
        Bookmarks(builder);
        Work(builder);
        Triggers(builder);
        Events(builder);
        History(builder);
        Housekeeping(builder);
    }

    private static void Definitions(ModelBuilder builder)
    {
        builder.Entity<DefinitionRow>(definition =>
        {
            HasId(definition, "wf_definition", row => row.DefinitionId, "definition_id");
        });
        builder.Entity<DefinitionVersionRow>(version =>
        {
            HasId(version, "wf_definition_version", row => row.Id, "id");
            version.HasIndex(row => new { row.DefinitionId, row.Version }).IsUnique();
            version.HasIndex(row => row.DefinitionId, "ux_wf_definition_version_latest").IsUnique().HasFilter("is_latest");
            version.HasIndex(row => row.DefinitionId, "ux_wf_definition_version_published").IsUnique().HasFilter("is_published");
            version.HasOne<DefinitionRow>().WithMany().HasForeignKey(row => row.DefinitionId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Instances(ModelBuilder builder)
    {
        builder.Entity<InstanceRow>(instance =>
        {
            HasId(instance, "wf_instance", row => row.Id, "id");
            instance.Property(row => row.Status).HasConversion<short>();
            instance.Property(row => row.SubStatus).HasConversion<short>();

            // Few different keys, so PostgreSQL keeps it small: what is counted by these is counted here.
            instance.HasIndex(row => new { row.DefinitionId, row.Status, row.SubStatus, row.DefinitionVersion, row.IncidentCount }).HasDatabaseName("ix_wf_instance_counts");
            instance.HasIndex(row => row.CorrelationId);
            instance.HasIndex(row => row.ParentInstanceId).HasFilter("parent_instance_id IS NOT NULL");
            instance.HasIndex(row => row.SingletonKey, SingletonIndex).IsUnique().HasFilter("singleton_key IS NOT NULL");
            instance.HasIndex(row => row.VersionId);
            instance.HasIndex(row => new { row.FinishedAt, row.Id });
            instance.HasOne<DefinitionVersionRow>().WithMany().HasForeignKey(row => row.VersionId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<StateRow>(state =>
        {
            state.ToTable("wf_state").HasKey(row => row.InstanceId);
            state.HasOne<InstanceRow>().WithOne().HasForeignKey<StateRow>(row => row.InstanceId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Bookmarks(ModelBuilder builder) => builder.Entity<BookmarkRow>(bookmark =>
    {
        HasId(bookmark, "wf_bookmark", row => row.Id, "id");
        bookmark.HasIndex(row => row.InstanceId);
        bookmark.HasIndex(row => new { row.Name, row.Hash });
        bookmark.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId).OnDelete(DeleteBehavior.Cascade);
    });

    private static void Work(ModelBuilder builder) => builder.Entity<WorkRowEntity>(work =>
    {
        work.ToTable("wf_work").HasKey(row => row.Id);
        work.Property(row => row.Lane).HasConversion<short>();
        work.Property(row => row.Kind).HasConversion<short>();
        work.HasIndex(row => new { row.Lane, row.VisibleAt });
        work.HasIndex(row => row.InstanceId);
        work.HasIndex(row => row.DedupeKey).IsUnique().HasFilter("dedupe_key IS NOT NULL");
    });

    private static void Triggers(ModelBuilder builder) => builder.Entity<TriggerRow>(trigger =>
    {
        HasId(trigger, "wf_trigger", row => row.Id, "id");
        trigger.HasIndex(row => new { row.DefinitionId, row.ActivityId, row.KeyHash }).IsUnique();
        trigger.HasIndex(row => new { row.Kind, row.KeyHash });
        trigger.HasIndex(row => row.NextFireAt).HasFilter("next_fire_at IS NOT NULL");
        trigger.HasIndex(row => row.VersionId);
        trigger.HasOne<DefinitionVersionRow>().WithMany().HasForeignKey(row => row.VersionId).OnDelete(DeleteBehavior.Cascade);
    });

    private static void Events(ModelBuilder builder) => builder.Entity<EventRow>(kept =>
    {
        kept.ToTable("wf_event").HasKey(row => row.Id);
        kept.HasIndex(row => new { row.Kind, row.KeyHash });
        kept.HasIndex(row => row.ExpiresAt);
    });

    private static void History(ModelBuilder builder)
    {
        builder.Entity<JournalRow>(journal =>
        {
            journal.ToTable("wf_journal").HasKey(row => new { row.InstanceId, row.Sequence });
            journal.Property(row => row.Sequence).HasColumnName("seq");
            journal.Property(row => row.Event).HasConversion<short>();
            journal.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<IncidentRow>(incident =>
        {
            HasId(incident, "wf_incident", row => row.Id, "id");
            incident.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Housekeeping(ModelBuilder builder)
    {
        builder.Entity<IdempotencyRow>(request =>
        {
            request.ToTable("wf_idem").HasKey(row => new { row.Scope, row.Key });
            request.Property(row => row.Scope).HasMaxLength(200);
            request.Property(row => row.Key).HasMaxLength(200);
            request.HasIndex(row => row.ExpiresAt);
        });
        builder.Entity<AlterationPlanRow>(plan => HasId(plan, "wf_alteration_plan", row => row.Id, "id"));
        builder.Entity<LeaseRow>().ToTable("lease").HasKey(row => row.Name);
        builder.Entity<SettingRow>().ToTable("setting").HasKey(row => row.Name);
        builder.Entity<ClockRow>(clock =>
        {
            clock.ToTable("clock", table => table.HasCheckConstraint("ck_clock_one_row", $"id = {ClockRow.OnlyId}")).HasKey(row => row.Id);
            clock.Property(row => row.Id).ValueGeneratedNever();
        });
    }

    // An empty or blank id in one row of another engine forked work every quarter of an hour for a month.
    private static void HasId<TRow>(EntityTypeBuilder<TRow> entity, string table, Expression<Func<TRow, object?>> key, string column)
        where TRow : class
    {
        entity.ToTable(table, build => build.HasCheckConstraint($"ck_{table}_id", $"length({column}) BETWEEN 1 AND {IdLength} AND trim({column}) <> ''"));
        entity.HasKey(key);
    }
}
