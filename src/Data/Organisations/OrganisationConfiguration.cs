using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Organisations;

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.Property(organisation => organisation.Id).ValueGeneratedNever();
        builder.Property(organisation => organisation.Code).HasMaxLength(40);
        builder.Property(organisation => organisation.Name).HasMaxLength(Organisation.LongestName);
        builder.Property(organisation => organisation.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(organisation => organisation.Path).HasMaxLength(400);
        builder.HasIndex(organisation => organisation.Code).IsUnique();
        builder.HasIndex(organisation => organisation.Path).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(organisation => organisation.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("staff_members");
        builder.Property(person => person.Id).ValueGeneratedNever();
        builder.Property(person => person.Name).HasMaxLength(100);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(person => person.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisationChangeConfiguration : IEntityTypeConfiguration<OrganisationChange>
{
    public void Configure(EntityTypeBuilder<OrganisationChange> builder)
    {
        builder.ToTable("organisation_changes");
        builder.Property(change => change.Id).ValueGeneratedNever();
        builder.Property(change => change.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(change => change.NameBefore).HasMaxLength(Organisation.LongestName);
        builder.Property(change => change.NameAfter).HasMaxLength(Organisation.LongestName);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(change => change.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(change => change.ByPersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(change => new { change.OrganisationId, change.Id });
    }
}
