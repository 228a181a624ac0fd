using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.HumanTasks;

internal sealed class HumanTaskConfiguration : IEntityTypeConfiguration<HumanTask>
{
    public void Configure(EntityTypeBuilder<HumanTask> builder)
    {
        builder.ToTable("human_tasks");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.Property(task => task.Key).HasMaxLength(100);
        builder.Property(task => task.Title).HasMaxLength(200);
        builder.Property(task => task.CaseNumber).HasMaxLength(30);
        builder.Property(task => task.WorkflowInstanceId).HasMaxLength(64);
        builder.Property(task => task.BookmarkId).HasMaxLength(64);
        builder.Property(task => task.ActivityId).HasMaxLength(200);
        builder.Property(task => task.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(task => task.Role).HasMaxLength(40);
        builder.Property(task => task.OrganisationPath).HasMaxLength(400);
        builder.Property(task => task.Outcomes).HasJsonText();
        builder.Property(task => task.SignRule).HasConversion<string>().HasMaxLength(20);
        builder.Property(task => task.Refusal).HasConversion<string>().HasMaxLength(20).HasDefaultValue(RefusalRule.OneDecides).ValueGeneratedNever();
        builder.Property(task => task.Purpose).HasConversion<string>().HasMaxLength(20).HasDefaultValue(TaskPurpose.Step).ValueGeneratedNever();
        builder.Property(task => task.ReturnTo).HasJsonText().HasDefaultValueSql("'[]'").ValueGeneratedNever();
        builder.Property(task => task.CopyTo).HasJsonText().HasDefaultValueSql("'[]'").ValueGeneratedNever();
        builder.Property(task => task.ExcludedPersons).HasJsonText();
        builder.Property(task => task.ExcludeEarlierSteps).HasJsonText();
        builder.Property(task => task.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(task => task.Outcome).HasMaxLength(100);
        builder.Property(task => task.Comment).HasMaxLength(HumanTask.MaximumCommentLength);
        builder.Property(task => task.Request).HasMaxLength(HumanTask.MaximumCommentLength);
        builder.Property(task => task.RowVersion).IsConcurrencyToken();
        builder.HasOne<AidCase>().WithMany().HasForeignKey(task => task.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(task => task.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(task => task.Events).WithOne().HasForeignKey(entry => entry.HumanTaskId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsMany(task => task.Signatures, signature =>
        {
            signature.ToTable("human_task_signatures");
            signature.WithOwner().HasForeignKey("HumanTaskId");

            // The database, too, knows no task with two signatures of one person.
            signature.HasKey("HumanTaskId", nameof(TaskSignature.PersonId));
            signature.Property(value => value.PersonId).ValueGeneratedNever();
            signature.Property(value => value.Outcome).HasMaxLength(100);
            signature.Property(value => value.Comment).HasMaxLength(HumanTask.MaximumCommentLength);
        });
        builder.OwnsMany(task => task.Participants, participant =>
        {
            participant.ToTable("human_task_participants");
            participant.WithOwner().HasForeignKey("HumanTaskId");
            participant.HasKey(value => value.Id);
            participant.Property(value => value.Id).ValueGeneratedNever();
            participant.Property(value => value.Kind).HasConversion<string>().HasMaxLength(20);
            participant.Property(value => value.Request).HasMaxLength(HumanTask.MaximumCommentLength);
            participant.Property(value => value.Answer).HasMaxLength(HumanTask.MaximumCommentLength);
            participant.HasIndex(value => new { value.PersonId, value.Kind, value.EndedAt });
        });
        builder.HasIndex(task => task.StepId);
        builder.HasIndex(task => new { task.Status, task.OrganisationId, task.Role });
        builder.HasIndex(task => new { task.Status, task.AssigneePersonId });
        builder.HasIndex(task => new { task.Status, task.DueAt });
        builder.HasIndex(task => task.WorkflowInstanceId);
        builder.HasIndex(task => task.BookmarkId);
    }
}
