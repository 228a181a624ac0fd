using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Papers;

internal sealed class TemplateVersionConfiguration : IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<TemplateVersion> builder)
    {
        builder.ToTable("template_versions");
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.Property(version => version.Kind).HasConversion<string>().HasMaxLength(40);
        builder.Property(version => version.Title).HasMaxLength(TemplateVersion.LongestTitle);
        builder.Property(version => version.TitleEnglish).HasMaxLength(TemplateVersion.LongestTitle);
        builder.Property(version => version.Comment).HasMaxLength(TemplateVersion.LongestComment);
        builder.Property(version => version.RowVersion).IsConcurrencyToken();
        builder.HasIndex(version => new { version.Kind, version.Number }).IsUnique();

        // One draft at a time, so that two administrators edit the same one and see each other.
        builder.HasIndex(version => version.Kind).IsUnique().HasFilter("published_at IS NULL");
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(version => version.Author).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(version => version.PublishedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProducedPaperConfiguration : IEntityTypeConfiguration<ProducedPaper>
{
    public void Configure(EntityTypeBuilder<ProducedPaper> builder)
    {
        builder.ToTable("produced_papers");
        builder.Property(paper => paper.Id).ValueGeneratedNever();
        builder.Property(paper => paper.Kind).HasConversion<string>().HasMaxLength(40);
        builder.Property(paper => paper.Number).HasMaxLength(40);
        builder.Property(paper => paper.Title).HasMaxLength(TemplateVersion.LongestTitle);
        builder.Property(paper => paper.OrganisationPath).HasMaxLength(400);
        builder.Property(paper => paper.FactsHash).HasMaxLength(64);
        builder.Property(paper => paper.FileHash).HasMaxLength(64);
        builder.Property(paper => paper.MediaType).HasMaxLength(40);

        // The same facts are one paper, and each number is given once, whoever asks at the same moment.
        builder.HasIndex(paper => new { paper.Kind, paper.SubjectId, paper.FactsHash }).IsUnique();
        builder.HasIndex(paper => new { paper.OrganisationId, paper.Kind, paper.Year, paper.Serial }).IsUnique();
        builder.HasIndex(paper => paper.CaseId);
        builder.HasIndex(paper => paper.SubjectId);
        builder.HasIndex(paper => paper.ArchiveId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(paper => paper.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(paper => paper.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(paper => paper.ArchiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(paper => paper.ProducedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperContentConfiguration : IEntityTypeConfiguration<PaperContent>
{
    public void Configure(EntityTypeBuilder<PaperContent> builder)
    {
        builder.ToTable("paper_contents");
        builder.HasKey(content => content.PaperId);
        builder.Property(content => content.PaperId).ValueGeneratedNever();
        builder.HasOne<ProducedPaper>().WithOne().HasForeignKey<PaperContent>(content => content.PaperId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PaperCounterConfiguration : IEntityTypeConfiguration<PaperCounter>
{
    public void Configure(EntityTypeBuilder<PaperCounter> builder)
    {
        builder.ToTable("paper_counters");
        builder.HasKey(counter => new { counter.OrganisationId, counter.Word, counter.Year });
        builder.Property(counter => counter.OrganisationId).HasColumnName("organisation_id");
        builder.Property(counter => counter.Word).HasColumnName("word").HasMaxLength(20);
        builder.Property(counter => counter.Year).HasColumnName("year");
        builder.Property(counter => counter.Last).HasColumnName("last");
    }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.Property(attachment => attachment.Need).HasMaxLength(60);
        builder.Property(attachment => attachment.Type).HasConversion<string>().HasMaxLength(20);
        builder.Property(attachment => attachment.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(attachment => attachment.Hash).HasMaxLength(64);
        builder.Property(attachment => attachment.Reason).HasMaxLength(Attachment.LongestReason);
        builder.Property(attachment => attachment.RowVersion).IsConcurrencyToken();
        builder.HasIndex(attachment => attachment.CaseId);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(attachment => attachment.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(attachment => attachment.UploadedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(attachment => attachment.DecidedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperDeferralConfiguration : IEntityTypeConfiguration<PaperDeferral>
{
    public void Configure(EntityTypeBuilder<PaperDeferral> builder)
    {
        builder.ToTable("paper_deferrals");
        builder.Property(deferral => deferral.Id).ValueGeneratedNever();
        builder.Property(deferral => deferral.Need).HasMaxLength(60);
        builder.Property(deferral => deferral.Reason).HasMaxLength(PaperDeferral.LongestReason);
        builder.Property(deferral => deferral.RowVersion).IsConcurrencyToken();
        builder.HasIndex(deferral => new { deferral.CaseId, deferral.Need }).IsUnique();
        builder.HasIndex(deferral => deferral.Until);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(deferral => deferral.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(deferral => deferral.GrantedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
