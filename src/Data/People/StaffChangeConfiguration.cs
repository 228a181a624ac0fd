using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.People;

internal sealed class StaffChangeConfiguration : IEntityTypeConfiguration<StaffChange>
{
    private const int LongestName = 100;
    private const int LongestRoles = 100;

    public void Configure(EntityTypeBuilder<StaffChange> builder)
    {
        builder.ToTable("staff_changes");
        builder.Property(change => change.Id).ValueGeneratedNever();
        builder.Property(change => change.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(change => change.RolesBefore).HasMaxLength(LongestRoles);
        builder.Property(change => change.RolesAfter).HasMaxLength(LongestRoles);
        builder.Property(change => change.NameBefore).HasMaxLength(LongestName);
        builder.Property(change => change.NameAfter).HasMaxLength(LongestName);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(change => change.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(change => change.ByPersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(change => change.OrganisationBefore).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(change => change.OrganisationAfter).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(change => new { change.PersonId, change.Id });
    }
}
