using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Archives;

internal sealed class ArchiveExitConfiguration : IEntityTypeConfiguration<ArchiveExit>
{
    public void Configure(EntityTypeBuilder<ArchiveExit> builder)
    {
        builder.ToTable("archive_exits");
        builder.Property(exit => exit.Id).ValueGeneratedNever();
        builder.Property(exit => exit.OrganisationPath).HasMaxLength(400);
        builder.Property(exit => exit.Route).HasConversion<string>().HasMaxLength(20);
        builder.Property(exit => exit.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(exit => exit.WorkerSigned).HasConversion<string>().HasMaxLength(20);
        builder.Property(exit => exit.DeliveryMethod).HasConversion<string>().HasMaxLength(20);
        builder.Property(exit => exit.Visitors).HasJsonText();
        builder.Property(exit => exit.SignNote).HasMaxLength(ArchiveExit.LongestNote);
        builder.Property(exit => exit.BookmarkId).HasMaxLength(64);
        builder.Property(exit => exit.RowVersion).IsConcurrencyToken();

        // Two exits that begin at the same moment cannot both be pending.
        builder.HasIndex(exit => exit.PendingArchiveId).IsUnique();
        builder.HasIndex(exit => exit.ArchiveId);
        builder.HasIndex(exit => new { exit.OrganisationPath, exit.BegunAt });
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(exit => exit.ArchiveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExitAppealConfiguration : IEntityTypeConfiguration<ExitAppeal>
{
    public void Configure(EntityTypeBuilder<ExitAppeal> builder)
    {
        builder.ToTable("exit_appeals");
        builder.Property(appeal => appeal.Id).ValueGeneratedNever();
        builder.Property(appeal => appeal.OrganisationPath).HasMaxLength(400);
        builder.Property(appeal => appeal.Receiver).HasConversion<string>().HasMaxLength(20);
        builder.Property(appeal => appeal.Decision).HasConversion<string>().HasMaxLength(20);
        builder.Property(appeal => appeal.DeliveryMethod).HasConversion<string>().HasMaxLength(20);
        builder.Property(appeal => appeal.DecidedBy).HasJsonText();
        builder.Property(appeal => appeal.RowVersion).IsConcurrencyToken();
        builder.HasIndex(appeal => appeal.ExitId).IsUnique();
        builder.HasIndex(appeal => new { appeal.OrganisationPath, appeal.ReceivedAt });
        builder.HasOne<ArchiveExit>().WithMany().HasForeignKey(appeal => appeal.ExitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(appeal => appeal.ArchiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(appeal => appeal.ReceivedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
