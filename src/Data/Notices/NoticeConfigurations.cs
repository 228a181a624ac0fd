using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Notices;

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.OrganisationPath).HasMaxLength(400);
        builder.Property(notice => notice.OrganisationName).HasMaxLength(200);
        builder.Property(notice => notice.MaskedName).HasMaxLength(100);
        builder.Property(notice => notice.Tier).HasMaxLength(60);
        builder.Property(notice => notice.Kinds).HasJsonText();
        builder.Property(notice => notice.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(notice => notice.BookmarkId).HasMaxLength(64);
        builder.Property(notice => notice.TextHash).HasMaxLength(64);
        builder.Property(notice => notice.RowVersion).IsConcurrencyToken();
        builder.HasIndex(notice => new { notice.State, notice.EndsAt });
        builder.HasIndex(notice => notice.CaseId);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(notice => notice.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(notice => notice.Events).WithOne().HasForeignKey("NoticeId").OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ObjectionConfiguration : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.ToTable("objections");
        builder.Property(objection => objection.Id).ValueGeneratedNever();
        builder.Property(objection => objection.OrganisationPath).HasMaxLength(400);
        builder.Property(objection => objection.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(objection => objection.RowVersion).IsConcurrencyToken();
        builder.HasIndex(objection => objection.CaseId);
        builder.HasOne<Notice>().WithMany().HasForeignKey(objection => objection.NoticeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(objection => objection.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(objection => objection.Events).WithOne().HasForeignKey("ObjectionId").OnDelete(DeleteBehavior.Restrict);
    }
}
