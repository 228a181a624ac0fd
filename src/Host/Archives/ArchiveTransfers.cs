using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>Archives on their way from one union to another; the recheck that is open goes along.</summary>
public sealed class ArchiveTransfers(AidDbContext db, IdempotentWrites writes, TimeProvider clock)
{
    /// <exception cref="RuleViolationException">not-found, forbidden, unknown-organisation, transfer-case-open, transfer-pending, exit-pending, and those of the transfer.</exception>
    public Task<TransferView> ProposeAsync(string archiveNumber, TransferForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<TransferView>(key, async slot =>
        {
            var archive = await db.Set<HouseholdArchive>().FindOverseenAsync(archiveNumber, actor, cancellationToken);
            if (!ArchiveTransfer.MayPropose(actor, archive.OrganisationPath))
                throw new RuleViolationException("forbidden", "A transfer is proposed by the clerks of the union that keeps the archive.");
            var to = await db.Set<Organisation>().SingleOrDefaultAsync(union => union.Code == form.To && union.ClosedAt == null, cancellationToken)
                ?? throw new RuleViolationException("unknown-organisation", "There is no open union with this code.", "to");
            await RefuseUndecidedAsync(archive, cancellationToken);
            await RefuseSecondAsync(archive, cancellationToken);
            var transfer = new ArchiveTransfer(archive, to, form.Reason, actor, clock.GetUtcNow());
            db.Add(transfer);
            var from = await NameAsync(archive.OrganisationId, cancellationToken);
            slot.Is(() => View(transfer, archive.ArchiveNumber, from, to.Name));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
            {
                // Two clerks at the same moment: the unique index let one pass.
                db.ChangeTracker.Clear();
                await RefuseSecondAsync(archive, cancellationToken);
                throw;
            }

            return View(transfer, archive.ArchiveNumber, from, to.Name);
        }, cancellationToken);

    /// <summary>The receiving union accepts or refuses; the proposing one may take its proposal back.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, four-eyes, transfer-decided, transfer-case-open, exit-pending, reason-required.</exception>
    public Task<TransferView> DecideAsync(string archiveNumber, TransferState decision, string? reason, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<TransferView>(key, async slot =>
        {
            var now = clock.GetUtcNow();
            var archive = await db.Set<HouseholdArchive>().SingleOrDefaultAsync(candidate => candidate.ArchiveNumber == archiveNumber, cancellationToken);
            var transfer = archive is null ? null : await db.Set<ArchiveTransfer>().SingleOrDefaultAsync(candidate => candidate.PendingArchiveId == archive.Id, cancellationToken);
            if (archive is null || transfer is null || !MaySee(actor, transfer))
                throw new RuleViolationException("not-found", "There is no transfer of this archive to decide about.");

            var to = await db.Set<Organisation>().SingleAsync(union => union.Id == transfer.ToOrganisationId, cancellationToken);
            var from = await NameAsync(transfer.FromOrganisationId, cancellationToken);
            if (decision == TransferState.Accepted)
            {
                transfer.Accept(archive, to, actor, now);
                await RefuseUndecidedAsync(archive, cancellationToken);
                await HandTasksOverAsync(archive, to, now, cancellationToken);
            }
            else if (decision == TransferState.Refused)
            {
                transfer.Refuse(archive, reason, actor, now);
            }
            else
            {
                transfer.TakeBack(archive, actor, now);
            }

            var view = View(transfer, archive.ArchiveNumber, from, to.Name);
            slot.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, cancellationToken);

    /// <summary>Those that wait for the actor's union, and those that it, or a union below it, has proposed.</summary>
    public async Task<IReadOnlyList<TransferView>> PendingAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        return await ViewsAsync(db.Set<ArchiveTransfer>().Where(transfer => transfer.State == TransferState.Proposed && (transfer.FromPath.StartsWith(path) || transfer.ToPath.StartsWith(path))), cancellationToken);
    }

    public Task<IReadOnlyList<TransferView>> OfAsync(Guid archiveId, CancellationToken cancellationToken) =>
        ViewsAsync(db.Set<ArchiveTransfer>().Where(transfer => transfer.ArchiveId == archiveId), cancellationToken);

    private async Task<IReadOnlyList<TransferView>> ViewsAsync(IQueryable<ArchiveTransfer> transfers, CancellationToken cancellationToken)
    {
        var found = await transfers.AsNoTracking().OrderByDescending(transfer => transfer.ProposedAt).ThenBy(transfer => transfer.Id).Take(200)
            .Select(transfer => new
            {
                Transfer = transfer,
                Number = db.Set<HouseholdArchive>().Where(archive => archive.Id == transfer.ArchiveId).Select(archive => archive.ArchiveNumber).First(),
                From = db.Set<Organisation>().Where(union => union.Id == transfer.FromOrganisationId).Select(union => union.Name).First(),
                To = db.Set<Organisation>().Where(union => union.Id == transfer.ToOrganisationId).Select(union => union.Name).First(),
            }).ToListAsync(cancellationToken);
        return [.. found.Select(row => View(row.Transfer, row.Number, row.From, row.To))];
    }

    private async Task HandTasksOverAsync(HouseholdArchive archive, Organisation to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var caseNumber = await db.Set<AidCase>().Where(aidCase => aidCase.Id == archive.CaseId).Select(aidCase => aidCase.CaseNumber).SingleOrDefaultAsync(cancellationToken);
        var correlation = caseNumber ?? archive.ArchiveNumber;
        var tasks = await db.Set<HumanTask>().Where(task => task.Status == HumanTaskStatus.Open && task.Level == OrganisationLevel.Grassroots
            && db.Instances.Any(instance => instance.Id == task.WorkflowInstanceId && instance.CorrelationId == correlation)).ToListAsync(cancellationToken);
        foreach (var task in tasks)
            task.HandTo(to, now);
    }

    private async Task RefuseUndecidedAsync(HouseholdArchive archive, CancellationToken cancellationToken)
    {
        var open = await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.ArchiveId == archive.Id && aidCase.ClosedAt == null)
            .OrderBy(aidCase => aidCase.CaseNumber).Select(aidCase => aidCase.CaseNumber).ToListAsync(cancellationToken);
        if (open.Count > 0)
        {
            var numbers = string.Join(", ", open);
            throw new RuleViolationException("transfer-case-open", $"Cases of archive {archive.ArchiveNumber} are being decided: {numbers}. Transfer it after them.", "archive", archive.ArchiveNumber, numbers);
        }

        if (await db.Set<ArchiveExit>().AnyAsync(exit => exit.PendingArchiveId == archive.Id, cancellationToken))
            throw new RuleViolationException("exit-pending", $"An exit of archive {archive.ArchiveNumber} is under way; transfer after it.", "archive", archive.ArchiveNumber);
    }

    private async Task RefuseSecondAsync(HouseholdArchive archive, CancellationToken cancellationToken)
    {
        if (await db.Set<ArchiveTransfer>().AnyAsync(transfer => transfer.PendingArchiveId == archive.Id, cancellationToken))
            throw new RuleViolationException("transfer-pending", $"A transfer of archive {archive.ArchiveNumber} is under way.", "archive", archive.ArchiveNumber);
    }

    private Task<string> NameAsync(Guid organisationId, CancellationToken cancellationToken) =>
        db.Set<Organisation>().Where(union => union.Id == organisationId).Select(union => union.Name).SingleAsync(cancellationToken);

    private static bool MaySee(Actor actor, ArchiveTransfer transfer) => actor.Oversees(transfer.FromPath) || actor.Oversees(transfer.ToPath);

    private static TransferView View(ArchiveTransfer transfer, string archiveNumber, string from, string to) => new(
        archiveNumber, from, to, transfer.ToPath, transfer.FromPath, transfer.Reason, transfer.State, transfer.ProposedBy, transfer.ProposedAt, transfer.DecidedAt, transfer.Answer);
}

/// <summary>A proposal as it is typed in.</summary>
public sealed record TransferForm
{
    /// <summary>The code of the union that is to keep the archive.</summary>
    public string? To { get; init; }

    public string? Reason { get; init; }
}

public sealed record ReasonForm
{
    public string? Reason { get; init; }
}

/// <param name="ArchiveNumber">The receiving union sees the number, and the household only when it keeps the archive.</param>
public sealed record TransferView(
    string ArchiveNumber, string From, string To, string ToPath, string FromPath, string Reason, TransferState State, Guid ProposedBy, DateTimeOffset ProposedAt, DateTimeOffset? DecidedAt, string? Answer);
