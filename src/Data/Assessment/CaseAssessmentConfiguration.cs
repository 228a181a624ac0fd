using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Assessment;

internal sealed class CaseAssessmentConfiguration : IEntityTypeConfiguration<CaseAssessment>
{
    public void Configure(EntityTypeBuilder<CaseAssessment> builder)
    {
        builder.ToTable("case_assessments");
        builder.Property(assessment => assessment.Id).ValueGeneratedNever();
        builder.Property(assessment => assessment.Outcome).HasConversion<string>().HasMaxLength(20);
        builder.Property(assessment => assessment.Tier).HasMaxLength(60);

        // Two assessments of one case at the same moment: one of them is told to look again.
        builder.HasIndex(assessment => new { assessment.CaseId, assessment.Number }).IsUnique();
        builder.HasOne<PolicyVersion>().WithMany().HasForeignKey(assessment => assessment.PolicyVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
