using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Reports;

internal sealed class ProgrammeTargetConfiguration : IEntityTypeConfiguration<ProgrammeTarget>
{
    public void Configure(EntityTypeBuilder<ProgrammeTarget> builder)
    {
        builder.ToTable("programme_targets");
        builder.Property(target => target.Id).ValueGeneratedNever();
        builder.Property(target => target.OrganisationPath).HasMaxLength(400);
        builder.Property(target => target.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(target => target.Citation).HasMaxLength(ProgrammeTarget.LongestCitation);
        builder.Property(target => target.RowVersion).IsConcurrencyToken();
        builder.HasIndex(target => new { target.OrganisationId, target.Year, target.Kind }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(target => target.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(target => target.SetBy).OnDelete(DeleteBehavior.Restrict);
    }
}
