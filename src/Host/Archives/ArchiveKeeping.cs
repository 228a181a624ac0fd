using AidWorkflows.Data;
using AidWorkflows.Data.Archives;
using AidWorkflows.Data.Papers;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>The paper beside an archive, and its destruction after ten years.</summary>
public sealed class ArchiveKeeping(AidDbContext db, ArchiveErasure erasure, FileStore files, TimeProvider clock, ILogger<ArchiveKeeping> logger)
{
    /// <summary>S-090: the clerks of the union that keeps the archive.</summary>
    public static bool MayKeepPaper(Actor actor, string organisationPath) => actor.Has(StaffRoles.Clerk) && actor.OrganisationPath == organisationPath;

    public static bool MayDestroy(Actor actor) => actor.Level == OrganisationLevel.County && actor.Has(StaffRoles.Reviewer);

    /// <exception cref="RuleViolationException">not-found, forbidden, archive-erased.</exception>
    public async Task<KeepingView> PaperIsInStepAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken)
    {
        var archive = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(archiveNumber, actor, cancellationToken);
        if (!MayKeepPaper(actor, archive.OrganisationPath))
            throw new RuleViolationException("forbidden", "The paper is kept by the clerks of the union that keeps the archive.");

        archive.PaperIsInStep(actor.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(archive, cancellationToken);
    }

    /// <exception cref="RuleViolationException">not-found, forbidden, destruction-proposed, and those of the destruction.</exception>
    public async Task<KeepingView> ProposeAsync(string archiveNumber, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        var archive = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(archiveNumber, actor, cancellationToken);
        RequireMayDestroy(actor);
        if (await db.Set<ArchiveDestruction>().AnyAsync(destruction => destruction.ArchiveId == archive.Id, cancellationToken))
            throw new RuleViolationException("destruction-proposed", $"The destruction of archive {archiveNumber} has been proposed already; a second person confirms it.", "archive", archiveNumber);

        db.Add(new ArchiveDestruction(archive, reason, actor, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(archive, cancellationToken);
    }

    /// <summary>The second person; what tells who it was is gone with the answer.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, destruction-not-proposed, four-eyes, retention-not-over.</exception>
    public async Task<KeepingView> ConfirmAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var archive = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(archiveNumber, actor, cancellationToken);
        RequireMayDestroy(actor);
        var destruction = await db.Set<ArchiveDestruction>().SingleOrDefaultAsync(candidate => candidate.ArchiveId == archive.Id, cancellationToken)
            ?? throw new RuleViolationException("destruction-not-proposed", $"Nobody has proposed to destroy archive {archiveNumber}.", "archive", archiveNumber);
        destruction.RequireConfirmable(archive, actor, clock.GetUtcNow());
        var all = await WithMergedAsync(archive, cancellationToken);
        var left = await erasure.EraseAsync(all, cancellationToken);
        destruction.Confirm(all, actor, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        DeleteFiles(left);
        return await ViewAsync(archive, cancellationToken);
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<KeepingView> ReadAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken) =>
        await ViewAsync(await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(archiveNumber, actor, cancellationToken), cancellationToken);

    /// <summary>The archive, those merged into it, and those merged into these before.</summary>
    private async Task<IReadOnlyList<HouseholdArchive>> WithMergedAsync(HouseholdArchive archive, CancellationToken cancellationToken)
    {
        List<HouseholdArchive> all = [archive];
        for (var i = 0; i < all.Count; i++)
        {
            var into = all[i].Id;
            all.AddRange(await db.Set<HouseholdArchive>().Whole().Where(candidate => candidate.MergedIntoId == into).ToListAsync(cancellationToken));
        }

        return all;
    }

    /// <summary>Not before the commit: a row must never lack its file. What stays behind here has no row, and the sweep deletes it.</summary>
    private void DeleteFiles(IReadOnlyList<Guid> ids)
    {
        foreach (var id in ids)
        {
            try
            {
                files.Delete(id);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(exception, "AW1032 The file {Id} of a destroyed archive could not be deleted; the sweep of files without a row tries again.", id);
            }
        }
    }

    private async Task<KeepingView> ViewAsync(HouseholdArchive archive, CancellationToken cancellationToken)
    {
        var destruction = await db.Set<ArchiveDestruction>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.ArchiveId == archive.Id, cancellationToken);
        return new KeepingView(
            archive.ArchiveNumber, archive.ChangedAt, archive.PaperInStepAt, archive.KeepUntil, archive.ErasedAt, destruction?.Reason, destruction?.ProposedBy, destruction?.ProposedAt, destruction?.ConfirmedAt);
    }

    private static void RequireMayDestroy(Actor actor)
    {
        if (!MayDestroy(actor))
            throw new RuleViolationException("forbidden", "Archives are destroyed by the reviewers of the county union, two of them.");
    }
}

/// <summary>How an archive is kept.</summary>
/// <param name="KeepUntil">The last day on which it has to be kept; null while the household is on file.</param>
public sealed record KeepingView(
    string ArchiveNumber,
    DateTimeOffset? ChangedAt,
    DateTimeOffset? PaperInStepAt,
    DateOnly? KeepUntil,
    DateTimeOffset? ErasedAt,
    string? DestructionReason,
    Guid? DestructionProposedBy,
    DateTimeOffset? DestructionProposedAt,
    DateTimeOffset? DestroyedAt);
