using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.People;

internal sealed class StaffRelativeConfiguration : IEntityTypeConfiguration<StaffRelative>
{
    public void Configure(EntityTypeBuilder<StaffRelative> builder)
    {
        builder.ToTable("staff_relatives");
        builder.Property(relative => relative.Id).ValueGeneratedNever();
        builder.Property(relative => relative.Relation).HasConversion<string>().HasMaxLength(20);
        builder.Property(relative => relative.IdNumberMask).HasMaxLength(40);
        builder.Property(relative => relative.RemovedBecause).HasMaxLength(GivenReason.Longest);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(relative => relative.StaffPersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(relative => relative.DeclaredBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(relative => relative.RemovedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(relative => new { relative.StaffPersonId, relative.OpenIndex }).IsUnique();
        builder.HasIndex(relative => relative.OpenIndex);
        builder.HasIndex(relative => relative.IdNumberIndex);
    }
}
