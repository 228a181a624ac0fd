using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.HumanTasks;

internal sealed class TaskDraftConfiguration : IEntityTypeConfiguration<TaskDraft>
{
    public void Configure(EntityTypeBuilder<TaskDraft> builder)
    {
        builder.ToTable("human_task_drafts");
        builder.HasKey(draft => new { draft.TaskId, draft.PersonId });
        builder.Property(draft => draft.Comment).HasMaxLength(HumanTask.MaximumCommentLength);
        builder.HasOne<HumanTask>().WithMany().HasForeignKey(draft => draft.TaskId).OnDelete(DeleteBehavior.Cascade);
    }
}
