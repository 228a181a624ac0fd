using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Registers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Registers;

internal sealed class RegisterExtractConfiguration : IEntityTypeConfiguration<RegisterExtract>
{
    public void Configure(EntityTypeBuilder<RegisterExtract> builder)
    {
        builder.ToTable("register_extracts");
        builder.Property(extract => extract.Id).ValueGeneratedNever();
        builder.Property(extract => extract.Kind).HasConversion<string>().HasMaxLength(30);
        builder.Property(extract => extract.IdNumberMask).HasMaxLength(30);
        builder.Property(extract => extract.Name).HasMaxLength(100);
        builder.Property(extract => extract.Facts).HasJsonText();
        builder.Property(extract => extract.OrganisationPath).HasMaxLength(400);
        builder.Property(extract => extract.SourceName).HasMaxLength(200);
        builder.Property(extract => extract.SourceHash).HasMaxLength(64);
        builder.HasIndex(extract => new { extract.IdNumberIndex, extract.Kind });
        builder.HasIndex(extract => extract.ImportId);
        builder.HasIndex(extract => extract.CaseId);
        builder.HasOne<RegisterImport>().WithMany().HasForeignKey(extract => extract.ImportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<AidCase>().WithMany().HasForeignKey(extract => extract.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RegisterImportConfiguration : IEntityTypeConfiguration<RegisterImport>
{
    public void Configure(EntityTypeBuilder<RegisterImport> builder)
    {
        builder.ToTable("register_imports");
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.Property(import => import.Kind).HasConversion<string>().HasMaxLength(30);
        builder.Property(import => import.OrganisationPath).HasMaxLength(400);
        builder.Property(import => import.FileName).HasMaxLength(200);
        builder.Property(import => import.FileHash).HasMaxLength(64);
        builder.Property(import => import.Encoding).HasMaxLength(20);
        builder.Property(import => import.Separator).HasMaxLength(4);
        builder.Property(import => import.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(import => import.Mapping).HasJsonText();
        builder.Property(import => import.RowVersion).IsConcurrencyToken();

        // Two clerks who upload the same file at once: one of them is told that it is known.
        builder.HasIndex(import => new { import.OrganisationId, import.Kind, import.FileHash }).IsUnique();
        builder.HasIndex(import => new { import.OrganisationPath, import.UploadedAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(import => import.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(import => import.UploadedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RegisterImportErrorConfiguration : IEntityTypeConfiguration<RegisterImportError>
{
    public void Configure(EntityTypeBuilder<RegisterImportError> builder)
    {
        builder.ToTable("register_import_errors");
        builder.HasKey(error => new { error.ImportId, error.Line, error.Field });
        builder.Property(error => error.Line).ValueGeneratedNever();
        builder.Property(error => error.Field).HasMaxLength(40);
        builder.Property(error => error.Code).HasMaxLength(60);
        builder.Property(error => error.Message).HasMaxLength(300);
        builder.Property(error => error.Arguments).HasJsonText();
        builder.HasOne<RegisterImport>().WithMany().HasForeignKey(error => error.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RegisterFileContentConfiguration : IEntityTypeConfiguration<RegisterFileContent>
{
    public void Configure(EntityTypeBuilder<RegisterFileContent> builder)
    {
        builder.ToTable("register_files");
        builder.HasKey(file => file.ImportId);
        builder.Property(file => file.ImportId).ValueGeneratedNever();
        builder.HasOne<RegisterImport>().WithOne().HasForeignKey<RegisterFileContent>(file => file.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RegisterComparisonConfiguration : IEntityTypeConfiguration<RegisterComparison>
{
    public void Configure(EntityTypeBuilder<RegisterComparison> builder)
    {
        builder.ToTable("register_comparisons");
        builder.Property(comparison => comparison.Id).ValueGeneratedNever();
        builder.Property(comparison => comparison.Registers).HasJsonText();
        builder.Property(comparison => comparison.Lines).HasJsonText();
        builder.Property(comparison => comparison.Result).HasConversion<string>().HasMaxLength(20);

        // Two comparisons of one case at the same moment: one of them is told to look again.
        builder.HasIndex(comparison => new { comparison.CaseId, comparison.Number }).IsUnique();
        builder.HasOne<AidCase>().WithMany().HasForeignKey(comparison => comparison.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
