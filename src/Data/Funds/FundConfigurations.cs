using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Funds;

internal sealed class FundConfiguration : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> builder)
    {
        builder.ToTable("funds", table =>
        {
            table.HasCheckConstraint("ck_funds_available", "available >= 0");
            table.HasCheckConstraint("ck_funds_reserved", "reserved >= 0");
        });
        builder.Property(fund => fund.Id).ValueGeneratedNever();
        builder.Property(fund => fund.OrganisationPath).HasMaxLength(400);
        builder.Property(fund => fund.Source).HasConversion<string>().HasMaxLength(30);
        builder.Property(fund => fund.Name).HasMaxLength(100);
        builder.Property(fund => fund.Document).HasMaxLength(200);
        builder.Property(fund => fund.RowVersion).IsConcurrencyToken();
        builder.HasIndex(fund => new { fund.OrganisationId, fund.Name }).IsUnique();
        builder.HasIndex(fund => fund.OrganisationPath);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(fund => fund.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(fund => fund.Entries).WithOne().HasForeignKey(entry => entry.FundId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FundEntryConfiguration : IEntityTypeConfiguration<FundEntry>
{
    public void Configure(EntityTypeBuilder<FundEntry> builder)
    {
        builder.ToTable("fund_entries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(entry => entry.Text).HasMaxLength(200);

        // Two that write the same next line: one of them fails.
        builder.HasIndex(entry => new { entry.FundId, entry.Number }).IsUnique();
        builder.HasIndex(entry => entry.PaidPaymentId).IsUnique();
        builder.HasIndex(entry => entry.BatchId);
        builder.HasOne<PaymentBatch>().WithMany().HasForeignKey(entry => entry.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(entry => entry.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(entry => entry.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
