using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Data.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data;

/// <summary>The one database. Two thin subclasses exist only because each provider needs its own migrations.</summary>
public abstract class AidDbContext(DbContextOptions options) : IdentityDbContext<AidUser, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();
    public DbSet<StateRow> InstanceStates => Set<StateRow>();
    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();
    public DbSet<WorkRowEntity> Work => Set<WorkRowEntity>();
    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();
    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<AlterationPlanRow> AlterationPlans => Set<AlterationPlanRow>();
    public DbSet<JournalRow> Journal => Set<JournalRow>();
    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();
    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();
    public DbSet<DefinitionVersionRow> DefinitionVersions => Set<DefinitionVersionRow>();
    public DbSet<DefinitionEventRow> DefinitionEvents => Set<DefinitionEventRow>();
    public DbSet<DraftEditorRow> DraftEditors => Set<DraftEditorRow>();
    public DbSet<PublicationRequestRow> PublicationRequests => Set<PublicationRequestRow>();
    public DbSet<IdempotencyRow> IdempotentRequests => Set<IdempotencyRow>();
    public DbSet<LeaseRow> Leases => Set<LeaseRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<ClockRow> Clock => Set<ClockRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNames());
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<AidUser>().ToTable("users");
        builder.Entity<IdentityRole<Guid>>().ToTable("roles");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("user_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        WorkflowTables.Configure(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AidDbContext).Assembly);
    }
}
