using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>The exits of an archive with their objections, as their readers may see them.</summary>
public sealed class ExitQueries(AidDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleViolationException">not-found, also for an archive of another branch of the tree.</exception>
    public async Task<IReadOnlyList<ExitView>> ListAsync(string archiveNumber, Actor actor, CancellationToken cancellationToken)
    {
        var archive = await db.Set<HouseholdArchive>().AsNoTracking().FindOverseenAsync(archiveNumber, actor, cancellationToken);
        return await OfAsync(archive.Id, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ExitView>> OfAsync(Guid archiveId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var appeals = await db.Set<ExitAppeal>().AsNoTracking().Where(appeal => appeal.ArchiveId == archiveId).ToDictionaryAsync(appeal => appeal.ExitId, cancellationToken);
        var exits = await db.Set<ArchiveExit>().AsNoTracking().Where(exit => exit.ArchiveId == archiveId).OrderByDescending(exit => exit.BegunAt).ToListAsync(cancellationToken);
        return exits.ConvertAll(exit => View(exit, appeals.GetValueOrDefault(exit.Id), now));
    }

    public async Task<ExitView?> LatestAsync(Guid archiveId, CancellationToken cancellationToken) => await OfAsync(archiveId, cancellationToken) is [var latest, ..] ? latest : null;

    public static ExitView View(ArchiveExit exit, ExitAppeal? appeal, DateTimeOffset now) => new()
    {
        Id = exit.Id,
        Route = exit.Route,
        State = exit.State,
        BegunAt = exit.BegunAt,
        SignedOn = exit.RequestSignedOn,
        WorkerSigned = exit.WorkerSigned,
        SignNote = exit.SignNote,
        MonthsProven = exit.MonthsProven,
        DeliveryMethod = exit.DeliveryMethod,
        DeliveredOn = exit.DeliveredOn,
        AppealUntil = exit.AppealUntil,
        EndedAt = exit.EndedAt,
        Appeal = appeal is null ? null : new AppealView(
            appeal.Receiver, appeal.ReceivedAt, appeal.DueOn, appeal.IsLate(now), appeal.Decision, appeal.DecidedAt, appeal.DeliveryMethod, appeal.DeliveredOn),
    };
}

/// <summary>One exit of an archive.</summary>
public sealed record ExitView
{
    public required Guid Id { get; init; }

    public required ExitRoute Route { get; init; }

    public required ExitState State { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateOnly? SignedOn { get; init; }

    public WorkerSignature? WorkerSigned { get; init; }

    public string? SignNote { get; init; }

    public int? MonthsProven { get; init; }

    public DeliveryMethod? DeliveryMethod { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    /// <summary>The last day for an objection.</summary>
    public DateOnly? AppealUntil { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public AppealView? Appeal { get; init; }
}

/// <summary>An objection without its grounds, which are sealed.</summary>
/// <param name="DueOn">The last day for the re-examination.</param>
/// <param name="Late">The day was missed.</param>
public sealed record AppealView(
    AppealReceiver Receiver,
    DateTimeOffset ReceivedAt,
    DateOnly? DueOn,
    bool Late,
    AppealDecision? Decision,
    DateTimeOffset? DecidedAt,
    DeliveryMethod? DeliveryMethod,
    DateOnly? DeliveredOn);

/// <summary>A signed request to leave, or the beginning of a finding.</summary>
public sealed record ExitRequestForm
{
    /// <summary>By request when left out.</summary>
    public ExitRoute? Route { get; init; }

    /// <summary>The day on the worker's 退档申请书.</summary>
    public DateOnly? SignedOn { get; init; }
}

/// <summary>A worker's objection as it is typed in.</summary>
public sealed record AppealForm
{
    /// <summary>The union that the worker turned to.</summary>
    public AppealReceiver? Receiver { get; init; }

    public string? Grounds { get; init; }
}
