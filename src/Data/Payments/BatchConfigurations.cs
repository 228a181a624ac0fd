using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Payments;

internal sealed class PaymentBatchConfiguration : IEntityTypeConfiguration<PaymentBatch>
{
    public void Configure(EntityTypeBuilder<PaymentBatch> builder)
    {
        builder.ToTable("payment_batches");
        builder.Property(batch => batch.Id).ValueGeneratedNever();
        builder.Property(batch => batch.Number).HasMaxLength(30);
        builder.Property(batch => batch.OrganisationPath).HasMaxLength(400);
        builder.Property(batch => batch.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(batch => batch.FileHash).HasMaxLength(64);
        builder.Property(batch => batch.RowVersion).IsConcurrencyToken();
        builder.HasIndex(batch => batch.Number).IsUnique();
        builder.HasIndex(batch => new { batch.OrganisationPath, batch.MadeAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(batch => batch.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Fund>().WithMany().HasForeignKey(batch => batch.FundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(batch => batch.MadeBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(batch => batch.CheckedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(batch => batch.Attempts).WithOne().HasForeignKey(attempt => attempt.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(batch => batch.Events).WithOne().HasForeignKey("PaymentBatchId").OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentAttemptConfiguration : IEntityTypeConfiguration<PaymentAttempt>
{
    public void Configure(EntityTypeBuilder<PaymentAttempt> builder)
    {
        builder.ToTable("payment_attempts");
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
        builder.Property(attempt => attempt.PaymentNumber).HasMaxLength(40);
        builder.Property(attempt => attempt.PayeeName).HasMaxLength(100);
        builder.Property(attempt => attempt.BankName).HasMaxLength(100);
        builder.Property(attempt => attempt.AccountMask).HasMaxLength(30);
        builder.Property(attempt => attempt.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(attempt => attempt.Reason).HasMaxLength(200);

        // Two batches that take up one payment at the same moment: one of them fails.
        builder.HasIndex(attempt => attempt.LivePaymentId).IsUnique();
        builder.HasIndex(attempt => new { attempt.BatchId, attempt.Line }).IsUnique();
        builder.HasIndex(attempt => attempt.PaymentId);
        builder.HasOne<Payment>().WithMany().HasForeignKey(attempt => attempt.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentResultFileConfiguration : IEntityTypeConfiguration<PaymentResultFile>
{
    public void Configure(EntityTypeBuilder<PaymentResultFile> builder)
    {
        builder.ToTable("payment_result_files");
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.Property(file => file.FileName).HasMaxLength(200);
        builder.Property(file => file.FileHash).HasMaxLength(64);
        builder.Property(file => file.Rows).HasJsonText();
        builder.HasIndex(file => file.FileHash).IsUnique();
        builder.HasIndex(file => file.BatchId);
        builder.HasOne<PaymentBatch>().WithMany().HasForeignKey(file => file.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(file => file.ImportedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
