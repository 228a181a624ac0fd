using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.People;

internal sealed class StandInConfiguration : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> builder)
    {
        builder.ToTable("stand_ins");
        builder.Property(standIn => standIn.Id).ValueGeneratedNever();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(standIn => standIn.AbsentPersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(standIn => standIn.StandInPersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(standIn => new { standIn.StandInPersonId, standIn.LastDay });
        builder.HasIndex(standIn => new { standIn.AbsentPersonId, standIn.LastDay });
    }
}
