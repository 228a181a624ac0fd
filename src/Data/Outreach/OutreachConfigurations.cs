using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Outreach;

internal sealed class UnionContactConfiguration : IEntityTypeConfiguration<UnionContact>
{
    public void Configure(EntityTypeBuilder<UnionContact> builder)
    {
        builder.ToTable("union_contacts").HasKey(contact => contact.OrganisationId);
        builder.Property(contact => contact.OrganisationId).ValueGeneratedNever();
        builder.Property(contact => contact.Phone).HasMaxLength(UnionContact.LongestPhone);
        builder.Property(contact => contact.RowVersion).IsConcurrencyToken();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(contact => contact.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(contact => contact.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutreachRecordConfiguration : IEntityTypeConfiguration<OutreachRecord>
{
    public void Configure(EntityTypeBuilder<OutreachRecord> builder)
    {
        builder.ToTable("outreach_records");
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.Property(record => record.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(record => record.Topic).HasMaxLength(OutreachRecord.LongestTopic);
        builder.Property(record => record.OrganisationPath).HasMaxLength(400);
        builder.HasIndex(record => new { record.OrganisationPath, record.HeldOn });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(record => record.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(record => record.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssistedApplicationConfiguration : IEntityTypeConfiguration<AssistedApplication>
{
    public void Configure(EntityTypeBuilder<AssistedApplication> builder)
    {
        builder.ToTable("assisted_applications").HasKey(assisted => assisted.CaseId);
        builder.Property(assisted => assisted.CaseId).ValueGeneratedNever();
        builder.Property(assisted => assisted.OrganisationPath).HasMaxLength(400);
        builder.Property(assisted => assisted.Manner).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(assisted => assisted.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(assisted => assisted.Helper).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyCodeConfiguration : IEntityTypeConfiguration<SurveyCode>
{
    public void Configure(EntityTypeBuilder<SurveyCode> builder)
    {
        builder.ToTable("survey_codes");
        builder.Property(code => code.Id).ValueGeneratedNever();
        builder.Property(code => code.OrganisationPath).HasMaxLength(400);
        builder.Property(code => code.RowVersion).IsConcurrencyToken();
        builder.HasIndex(code => code.Hash).IsUnique();

        // A finished case asks once.
        builder.HasIndex(code => code.CaseId).IsUnique();
        builder.HasOne<AidCase>().WithMany().HasForeignKey(code => code.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyAnswerConfiguration : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> builder)
    {
        builder.ToTable("survey_answers");
        builder.Property(answer => answer.Id).ValueGeneratedNever();
        builder.Property(answer => answer.OrganisationPath).HasMaxLength(400);
        builder.HasIndex(answer => new { answer.OrganisationPath, answer.Month });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(answer => answer.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PolicyPageViewsConfiguration : IEntityTypeConfiguration<PolicyPageViews>
{
    public void Configure(EntityTypeBuilder<PolicyPageViews> builder)
    {
        builder.ToTable("policy_page_views").HasKey(views => views.Day);
        builder.Property(views => views.Day).ValueGeneratedNever();
    }
}
