using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Letters;

internal sealed class LetterConfiguration : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.ToTable("letters");
        builder.Property(letter => letter.Id).ValueGeneratedNever();
        builder.Property(letter => letter.Kind).HasConversion<string>().HasMaxLength(30);
        builder.Property(letter => letter.Step).HasMaxLength(60);
        builder.Property(letter => letter.Reasons).HasJsonText();
        builder.Property(letter => letter.DeliveryMethod).HasConversion<string>().HasMaxLength(20);
        builder.Property(letter => letter.RowVersion).IsConcurrencyToken();
        builder.HasIndex(letter => letter.CaseId);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(letter => letter.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(letter => letter.Events).WithOne().HasForeignKey("LetterId").OnDelete(DeleteBehavior.Restrict);
    }
}
