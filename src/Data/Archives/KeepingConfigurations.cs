using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Archives;

internal sealed class ArchiveMergeConfiguration : IEntityTypeConfiguration<ArchiveMerge>
{
    public void Configure(EntityTypeBuilder<ArchiveMerge> builder)
    {
        builder.ToTable("archive_merges");
        builder.Property(merge => merge.Id).ValueGeneratedNever();
        builder.Property(merge => merge.Reason).HasMaxLength(GivenReason.Longest);
        builder.Property(merge => merge.TheirMonths).HasJsonText();
        builder.HasIndex(merge => merge.MergedId).IsUnique();
        builder.HasIndex(merge => merge.SurvivorId);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(merge => merge.SurvivorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(merge => merge.MergedId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(merge => merge.MergedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ArchiveTransferConfiguration : IEntityTypeConfiguration<ArchiveTransfer>
{
    public void Configure(EntityTypeBuilder<ArchiveTransfer> builder)
    {
        builder.ToTable("archive_transfers");
        builder.Property(transfer => transfer.Id).ValueGeneratedNever();
        builder.Property(transfer => transfer.FromPath).HasMaxLength(400);
        builder.Property(transfer => transfer.ToPath).HasMaxLength(400);
        builder.Property(transfer => transfer.Reason).HasMaxLength(GivenReason.Longest);
        builder.Property(transfer => transfer.Answer).HasMaxLength(GivenReason.Longest);
        builder.Property(transfer => transfer.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(transfer => transfer.RowVersion).IsConcurrencyToken();

        // Two clerks who propose at the same moment cannot both have a proposal waiting.
        builder.HasIndex(transfer => transfer.PendingArchiveId).IsUnique();
        builder.HasIndex(transfer => transfer.ArchiveId);
        builder.HasIndex(transfer => new { transfer.ToPath, transfer.State });
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(transfer => transfer.ArchiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(transfer => transfer.ToOrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(transfer => transfer.ProposedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ArchiveDestructionConfiguration : IEntityTypeConfiguration<ArchiveDestruction>
{
    public void Configure(EntityTypeBuilder<ArchiveDestruction> builder)
    {
        builder.ToTable("archive_destructions");
        builder.Property(destruction => destruction.Id).ValueGeneratedNever();
        builder.Property(destruction => destruction.OrganisationPath).HasMaxLength(400);
        builder.Property(destruction => destruction.Reason).HasMaxLength(GivenReason.Longest);
        builder.Property(destruction => destruction.RowVersion).IsConcurrencyToken();

        // An archive is destroyed once, by one proposal.
        builder.HasIndex(destruction => destruction.ArchiveId).IsUnique();
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(destruction => destruction.ArchiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(destruction => destruction.ProposedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
