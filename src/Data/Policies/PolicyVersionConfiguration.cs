using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Policies;

internal sealed class PolicyVersionConfiguration : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("policy_versions");
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.Property(version => version.PackKey).HasMaxLength(60);
        builder.Property(version => version.Programme).HasMaxLength(60);
        builder.Property(version => version.Organisation).HasMaxLength(400);
        builder.Property(version => version.Title).HasMaxLength(1000);
        builder.Property(version => version.Comment).HasMaxLength(PolicyLibrary.LongestComment);

        // Two administrators at the same moment: one of them gets the number and the day.
        builder.HasIndex(version => new { version.PackKey, version.Number }).IsUnique();
        builder.HasIndex(version => new { version.PackKey, version.EffectiveFrom }).IsUnique().HasFilter("withdrawn_at IS NULL");
        builder.HasIndex(version => version.Programme);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(version => version.AddedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(version => version.WithdrawnBy).OnDelete(DeleteBehavior.Restrict);
    }
}
