using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Archives;

internal sealed class HouseholdArchiveConfiguration : IEntityTypeConfiguration<HouseholdArchive>
{
    public void Configure(EntityTypeBuilder<HouseholdArchive> builder)
    {
        builder.ToTable("household_archives");
        builder.Property(archive => archive.Id).ValueGeneratedNever();
        builder.Property(archive => archive.ArchiveNumber).HasMaxLength(30);
        builder.Property(archive => archive.OrganisationPath).HasMaxLength(400);
        builder.Property(archive => archive.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(archive => archive.Origin).HasConversion<string>().HasMaxLength(20);
        builder.Property(archive => archive.Tier).HasMaxLength(60);
        builder.Property(archive => archive.PaperNumber).HasMaxLength(60);
        builder.Property(archive => archive.RowVersion).IsConcurrencyToken();
        builder.Ignore(archive => archive.Holder);
        builder.Ignore(archive => archive.KeepUntil);
        builder.HasIndex(archive => archive.MergedIntoId);
        builder.HasOne<HouseholdArchive>().WithMany().HasForeignKey(archive => archive.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(archive => archive.ArchiveNumber).IsUnique();
        builder.HasIndex(archive => archive.CaseId).IsUnique();
        builder.HasIndex(archive => new { archive.OrganisationPath, archive.State });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(archive => archive.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(archive => archive.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(archive => archive.People).WithOne().HasForeignKey(person => person.ArchiveId);
        builder.HasMany(archive => archive.Incomes).WithOne().HasForeignKey(income => income.ArchiveId);
        builder.HasMany(archive => archive.Events).WithOne().HasForeignKey("ArchiveId").OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ArchivePersonConfiguration : IEntityTypeConfiguration<ArchivePerson>
{
    public void Configure(EntityTypeBuilder<ArchivePerson> builder)
    {
        builder.ToTable("archive_people");
        builder.Property(person => person.Id).ValueGeneratedNever();
        builder.Property(person => person.Name).HasMaxLength(100);
        builder.Property(person => person.IdNumberMask).HasMaxLength(40);

        // One household, one archive: two unions that open one for the same person at the same moment cannot both succeed.
        builder.HasIndex(person => person.OpenIndex).IsUnique();
        builder.HasIndex(person => person.IdNumberIndex);
    }
}

internal sealed class MonthlyIncomeConfiguration : IEntityTypeConfiguration<MonthlyIncome>
{
    public void Configure(EntityTypeBuilder<MonthlyIncome> builder)
    {
        builder.ToTable("archive_incomes");
        builder.Property(income => income.Id).ValueGeneratedNever();
        builder.Property(income => income.Evidence).HasMaxLength(200);
        builder.HasIndex(income => new { income.ArchiveId, income.Year, income.Month }).IsUnique();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(income => income.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
