using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Visits;

internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("visits", table => table.HasCheckConstraint("ck_visits_of_somebody", "case_id IS NOT NULL OR archive_id IS NOT NULL"));
        builder.Property(visit => visit.Id).ValueGeneratedNever();
        builder.Property(visit => visit.Purpose).HasConversion<string>().HasMaxLength(20);
        builder.Property(visit => visit.Conclusion).HasConversion<string>().HasMaxLength(20);
        builder.Property(visit => visit.Visitors).HasJsonText();
        builder.Property(visit => visit.Findings).HasJsonText();
        builder.HasIndex(visit => new { visit.CaseId, visit.Purpose });
        builder.HasIndex(visit => visit.ArchiveId);

        // The workflow may come by its step again; one signed form is one visit.
        builder.HasIndex(visit => new { visit.TaskId, visit.Purpose }).IsUnique();
        builder.HasOne<AidCase>().WithMany().HasForeignKey(visit => visit.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(visit => visit.ArchiveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DoubtFlagConfiguration : IEntityTypeConfiguration<DoubtFlag>
{
    public void Configure(EntityTypeBuilder<DoubtFlag> builder)
    {
        builder.ToTable("doubt_flags");
        builder.Property(flag => flag.Id).ValueGeneratedNever();
        builder.Property(flag => flag.Reason).HasConversion<string>().HasMaxLength(30);
        builder.Property(flag => flag.Note).HasMaxLength(DoubtFlag.LongestNote);
        builder.Property(flag => flag.ClearedBecause).HasMaxLength(DoubtFlag.LongestNote);
        builder.Property(flag => flag.RowVersion).IsConcurrencyToken();
        builder.HasIndex(flag => new { flag.CaseId, flag.ClearedAt });
        builder.HasOne<AidCase>().WithMany().HasForeignKey(flag => flag.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VisitSampleConfiguration : IEntityTypeConfiguration<VisitSample>
{
    public void Configure(EntityTypeBuilder<VisitSample> builder)
    {
        builder.ToTable("visit_samples");
        builder.Property(sample => sample.Id).ValueGeneratedNever();
        builder.Property(sample => sample.OrganisationPath).HasMaxLength(400);
        builder.Property(sample => sample.Seed).HasMaxLength(64);
        builder.Property(sample => sample.Algorithm).HasMaxLength(20);
        builder.Property(sample => sample.CandidatesHash).HasMaxLength(64);
        builder.Property(sample => sample.Candidates).HasJsonText();
        builder.Property(sample => sample.Drawn).HasJsonText();
        builder.HasIndex(sample => new { sample.OrganisationPath, sample.Year });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(sample => sample.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
