using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Reports;

internal sealed class MonthlyReportConfiguration : IEntityTypeConfiguration<MonthlyReport>
{
    public void Configure(EntityTypeBuilder<MonthlyReport> builder)
    {
        builder.ToTable("monthly_reports");
        builder.Property(report => report.Id).ValueGeneratedNever();
        builder.Property(report => report.OrganisationPath).HasMaxLength(400);
        builder.Property(report => report.OrganisationName).HasMaxLength(200);
        builder.Property(report => report.RowVersion).IsConcurrencyToken();
        builder.Ignore(report => report.IsSent);
        builder.Ignore(report => report.MonthText);
        builder.HasIndex(report => new { report.OrganisationId, report.Year, report.Month }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(report => report.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsMany(report => report.Recipients, recipient =>
        {
            recipient.ToTable("monthly_report_recipients");
            recipient.WithOwner().HasForeignKey("MonthlyReportId");
            recipient.HasKey("MonthlyReportId", nameof(ReportRecipient.Receiver));
            recipient.Property(value => value.Receiver).HasConversion<string>().HasMaxLength(20);
            recipient.Property(value => value.Status).HasConversion<string>().HasMaxLength(20);
            recipient.Property(value => value.Method).HasConversion<string>().HasMaxLength(20);
        });
    }
}
