using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Cases;

internal sealed class AidCaseConfiguration : IEntityTypeConfiguration<AidCase>
{
    public void Configure(EntityTypeBuilder<AidCase> builder)
    {
        builder.ToTable("aid_cases");
        builder.Property(aidCase => aidCase.Id).ValueGeneratedNever();
        builder.Property(aidCase => aidCase.CaseNumber).HasMaxLength(30);
        builder.Property(aidCase => aidCase.Programme).HasMaxLength(60);
        builder.Property(aidCase => aidCase.OrganisationPath).HasMaxLength(400);
        builder.Property(aidCase => aidCase.Status).HasConversion<string>().HasMaxLength(30);
        builder.Property(aidCase => aidCase.Declarations).HasJsonText();
        builder.Property(aidCase => aidCase.Causes).HasJsonText();
        builder.Property(aidCase => aidCase.RowVersion).IsConcurrencyToken();
        builder.OwnsOne(aidCase => aidCase.Loss, loss =>
        {
            loss.Property(value => value.Cause).HasConversion<string>().HasMaxLength(20).HasColumnName("loss_cause");
            loss.Property(value => value.Amount).HasColumnName("loss_amount");
            loss.Property(value => value.OccurredOn).HasColumnName("loss_occurred_on");
            loss.Property(value => value.Compensation).HasColumnName("loss_compensation");
        });
        builder.Ignore(aidCase => aidCase.WorkflowInstanceIds);
        builder.Property(aidCase => aidCase.IntakeInstanceId).HasMaxLength(64);
        builder.HasIndex(aidCase => aidCase.IntakeInstanceId);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(aidCase => aidCase.ArchiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(aidCase => aidCase.CaseNumber).IsUnique();
        builder.HasIndex(aidCase => aidCase.OpenApplicantIndex).IsUnique();
        builder.HasIndex(aidCase => new { aidCase.OrganisationPath, aidCase.Status });
        builder.HasIndex(aidCase => aidCase.OpenedAt);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(aidCase => aidCase.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(aidCase => aidCase.RegisteredBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(aidCase => aidCase.Applicant).WithOne().HasForeignKey<Applicant>(applicant => applicant.CaseId);
        builder.HasOne(aidCase => aidCase.Bank).WithOne().HasForeignKey<BankAccount>(account => account.CaseId);
        builder.HasMany(aidCase => aidCase.Members).WithOne().HasForeignKey(member => member.CaseId);
        builder.HasMany(aidCase => aidCase.Income).WithOne().HasForeignKey("CaseId").IsRequired();
        builder.HasMany(aidCase => aidCase.RigidExpenses).WithOne().HasForeignKey("CaseId").IsRequired();
        builder.HasMany(aidCase => aidCase.Requests).WithOne().HasForeignKey(request => request.CaseId);
        builder.HasMany(aidCase => aidCase.Awards).WithOne().HasForeignKey(award => award.CaseId);
        builder.HasMany(aidCase => aidCase.Payments).WithOne().HasForeignKey(payment => payment.CaseId);
        builder.HasMany(aidCase => aidCase.Warnings).WithOne().HasForeignKey(warning => warning.CaseId);
        builder.HasMany(aidCase => aidCase.Assessments).WithOne().HasForeignKey(assessment => assessment.CaseId);
        builder.HasOne<PolicyVersion>().WithMany().HasForeignKey(aidCase => aidCase.PolicyVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(aidCase => aidCase.Events).WithOne().HasForeignKey(entry => entry.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NumberCounterConfiguration : IEntityTypeConfiguration<NumberCounter>
{
    public void Configure(EntityTypeBuilder<NumberCounter> builder)
    {
        builder.ToTable("number_counters");
        builder.HasKey(counter => new { counter.Series, counter.Year });
        builder.Property(counter => counter.Series).HasColumnName("series").HasMaxLength(10);
        builder.Property(counter => counter.Year).HasColumnName("year").ValueGeneratedNever();
        builder.Property(counter => counter.Last).HasColumnName("last");
    }
}
