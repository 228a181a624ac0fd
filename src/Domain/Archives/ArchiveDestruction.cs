using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>The end of an archive after its ten years: one person proposes it with a reason, another one confirms it.</summary>
public sealed class ArchiveDestruction
{
    /// <exception cref="RuleViolationException">archive-erased, retention-open, retention-not-over, reason-required.</exception>
    public ArchiveDestruction(HouseholdArchive archive, string? reason, Actor by, DateTimeOffset now)
    {
        archive.RequireRetentionOver(ChinaTime.DateOf(now));
        Id = RisingId.New(now);
        ArchiveId = archive.Id;
        OrganisationPath = archive.OrganisationPath;
        Reason = GivenReason.Read(reason);
        ProposedBy = by.PersonId;
        ProposedAt = now;
        archive.Record("destruction-proposed", by.PersonId, now, ("archive", archive.ArchiveNumber));
    }

    // For the object-relational mapper.
    private ArchiveDestruction()
    {
    }

    public Guid Id { get; private set; }

    public Guid ArchiveId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public Guid ProposedBy { get; private set; }

    public DateTimeOffset ProposedAt { get; private set; }

    public Guid? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public long RowVersion { get; private set; }

    /// <summary>What has to hold before anything is erased.</summary>
    /// <exception cref="RuleViolationException">four-eyes, archive-erased, retention-open, retention-not-over.</exception>
    public void RequireConfirmable(HouseholdArchive archive, Actor by, DateTimeOffset now)
    {
        archive.RequireRetentionOver(ChinaTime.DateOf(now));
        if (by.Is(ProposedBy))
            throw new RuleViolationException("four-eyes", "Somebody else than the one who proposed the destruction confirms it.");
    }

    /// <param name="archives">The archive itself, and those that were merged into it.</param>
    /// <exception cref="RuleViolationException">four-eyes, archive-erased, retention-open, retention-not-over.</exception>
    public void Confirm(IReadOnlyList<HouseholdArchive> archives, Actor by, DateTimeOffset now)
    {
        RequireConfirmable(archives.Single(archive => archive.Id == ArchiveId), by, now);
        ConfirmedBy = by.PersonId;
        ConfirmedAt = now;
        RowVersion++;
        foreach (var archive in archives)
            archive.Erase(by.PersonId, now);
    }
}
