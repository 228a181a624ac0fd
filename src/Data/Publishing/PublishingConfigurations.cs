using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Publishing;

/// <summary>Without a foreign key to the definition: what was done to it is known after it was deleted as well.</summary>
internal sealed class DefinitionEventConfiguration : IEntityTypeConfiguration<DefinitionEventRow>
{
    public void Configure(EntityTypeBuilder<DefinitionEventRow> builder)
    {
        builder.ToTable("wf_definition_event").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasConversion<short>();
        builder.Property(row => row.Comment).HasMaxLength(DefinitionEventRow.CommentLength);
        builder.HasIndex(row => new { row.DefinitionId, row.At });
        builder.HasIndex(row => row.At);
    }
}

internal sealed class DraftEditorConfiguration : IEntityTypeConfiguration<DraftEditorRow>
{
    public void Configure(EntityTypeBuilder<DraftEditorRow> builder)
    {
        builder.ToTable("wf_draft_editor").HasKey(row => new { row.VersionId, row.PersonId });
        builder.HasOne<Definitions.DefinitionVersionRow>().WithMany().HasForeignKey(row => row.VersionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PublicationRequestConfiguration : IEntityTypeConfiguration<PublicationRequestRow>
{
    public void Configure(EntityTypeBuilder<PublicationRequestRow> builder)
    {
        builder.ToTable("wf_publication_request").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Status).HasConversion<short>();
        builder.Property(row => row.Comment).HasMaxLength(DefinitionEventRow.CommentLength);
        builder.Property(row => row.Reason).HasMaxLength(DefinitionEventRow.CommentLength);
        builder.HasIndex(row => row.DefinitionId, "ux_wf_publication_request_waiting").IsUnique().HasFilter("status = 0");
    }
}
