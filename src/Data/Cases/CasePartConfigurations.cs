using AidWorkflows.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Cases;

internal sealed class ApplicantConfiguration : IEntityTypeConfiguration<Applicant>
{
    public void Configure(EntityTypeBuilder<Applicant> builder)
    {
        builder.ToTable("applicants");
        builder.Property(applicant => applicant.Id).ValueGeneratedNever();
        builder.Property(applicant => applicant.Name).HasMaxLength(100);
        builder.Property(applicant => applicant.Employer).HasMaxLength(200);
        builder.Property(applicant => applicant.IdNumberMask).HasMaxLength(30);
        builder.Property(applicant => applicant.PhoneMask).HasMaxLength(30);
        builder.HasIndex(applicant => applicant.IdNumberIndex);
        builder.HasIndex(applicant => applicant.Name);
    }
}

internal sealed class BankAccountConfiguration : IEntityTypeConfiguration<BankAccount>
{
    public void Configure(EntityTypeBuilder<BankAccount> builder)
    {
        builder.ToTable("bank_accounts");
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.BankName).HasMaxLength(100);
        builder.Property(account => account.AccountName).HasMaxLength(100);
        builder.Property(account => account.NumberMask).HasMaxLength(30);
        builder.HasIndex(account => account.NumberIndex);
    }
}

internal sealed class HouseholdMemberConfiguration : IEntityTypeConfiguration<HouseholdMember>
{
    public void Configure(EntityTypeBuilder<HouseholdMember> builder)
    {
        builder.ToTable("household_members");
        builder.Property(member => member.Id).ValueGeneratedNever();
        builder.Property(member => member.Name).HasMaxLength(100);
        builder.Property(member => member.Relation).HasConversion<string>().HasMaxLength(20);
        builder.Property(member => member.School).HasConversion<string>().HasMaxLength(20);
        builder.Property(member => member.IdNumberMask).HasMaxLength(30);
        builder.HasIndex(member => member.IdNumberIndex);
    }
}

internal sealed class IncomeLineConfiguration : IEntityTypeConfiguration<IncomeLine>
{
    public void Configure(EntityTypeBuilder<IncomeLine> builder)
    {
        builder.ToTable("income_lines");
        builder.Property(line => line.Id).ValueGeneratedNever();
        builder.Property(line => line.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(line => line.Origin).HasConversion<string>().HasMaxLength(20).HasDefaultValue(AmountOrigin.Declared).HasSentinel(AmountOrigin.Declared);
        builder.Property(line => line.Evidence).HasMaxLength(200);
    }
}

internal sealed class RigidExpenseConfiguration : IEntityTypeConfiguration<RigidExpense>
{
    public void Configure(EntityTypeBuilder<RigidExpense> builder)
    {
        builder.ToTable("rigid_expenses");
        builder.Property(expense => expense.Id).ValueGeneratedNever();
        builder.Property(expense => expense.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(expense => expense.Origin).HasConversion<string>().HasMaxLength(20).HasDefaultValue(AmountOrigin.Declared).HasSentinel(AmountOrigin.Declared);
        builder.Property(expense => expense.Evidence).HasMaxLength(200);
    }
}

internal sealed class AidRequestConfiguration : IEntityTypeConfiguration<AidRequest>
{
    public void Configure(EntityTypeBuilder<AidRequest> builder)
    {
        builder.ToTable("aid_requests");
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(request => request.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(request => request.WorkflowInstanceId).HasMaxLength(64);
        builder.HasIndex(request => request.WorkflowInstanceId);
        builder.OwnsOne(request => request.Bill, bill =>
        {
            bill.Property(value => value.TotalCost).HasColumnName("total_cost");
            bill.Property(value => value.Reimbursed).HasColumnName("reimbursed");
        });
    }
}

internal sealed class CaseEventConfiguration : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> builder)
    {
        builder.ToTable("case_events");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Code).HasMaxLength(60);
        builder.Property(entry => entry.Data).HasJsonText();
        builder.HasIndex(entry => new { entry.CaseId, entry.At });
    }
}

internal sealed class CaseWarningConfiguration : IEntityTypeConfiguration<CaseWarning>
{
    public void Configure(EntityTypeBuilder<CaseWarning> builder)
    {
        builder.ToTable("case_warnings");
        builder.Property(warning => warning.Id).ValueGeneratedNever();
        builder.Property(warning => warning.Code).HasMaxLength(60);
        builder.Property(warning => warning.Data).HasJsonText();
    }
}
