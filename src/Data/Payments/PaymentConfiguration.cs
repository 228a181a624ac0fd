using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Payments;

internal sealed class AwardConfiguration : IEntityTypeConfiguration<Award>
{
    public void Configure(EntityTypeBuilder<Award> builder)
    {
        builder.ToTable("awards");
        builder.Property(award => award.Id).ValueGeneratedNever();
        builder.Property(award => award.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(award => award.DecidedLevel).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<AidRequest>().WithMany().HasForeignKey(award => award.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(award => award.RequestId).IsUnique();
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments");
        builder.Property(payment => payment.Id).ValueGeneratedNever();
        builder.Property(payment => payment.PayeeName).HasMaxLength(100);
        builder.Property(payment => payment.BankName).HasMaxLength(100);
        builder.Property(payment => payment.AccountMask).HasMaxLength(30);
        builder.Property(payment => payment.Status).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Award>().WithMany().HasForeignKey(payment => payment.AwardId).OnDelete(DeleteBehavior.Restrict);

        // The last wall against paying an award twice.
        builder.HasIndex(payment => payment.AwardId).IsUnique();
        builder.HasIndex(payment => new { payment.Status, payment.CreatedAt });
        builder.Property(payment => payment.Number).HasMaxLength(40);
        builder.HasIndex(payment => payment.Number).IsUnique().HasFilter("number <> ''");
        builder.Property(payment => payment.FailureReason).HasMaxLength(200);
        builder.Property(payment => payment.RowVersion).IsConcurrencyToken();
    }
}
