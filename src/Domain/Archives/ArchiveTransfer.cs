using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

public enum TransferState
{
    /// <summary>待接收.</summary>
    Proposed = 0,
    Accepted = 1,
    Refused = 2,

    /// <summary>Taken back by the union that proposed it.</summary>
    TakenBack = 3,
}

/// <summary>An archive on its way from one union to another, which has to accept it.</summary>
public sealed class ArchiveTransfer
{
    /// <exception cref="RuleViolationException">forbidden, archive-closed, transfer-same-union, transfer-not-grassroots, reason-required.</exception>
    public ArchiveTransfer(HouseholdArchive archive, Organisation to, string? reason, Actor by, DateTimeOffset now)
    {
        if (!archive.IsOpen || archive.State == ArchiveState.Temporary)
            throw new RuleViolationException("archive-closed", $"Archive {archive.ArchiveNumber} is {archive.State}; only an open one is transferred.", "archive", archive.ArchiveNumber, archive.State, ArchiveState.Active);
        if (to.Id == archive.OrganisationId)
            throw new RuleViolationException("transfer-same-union", "This union keeps the archive already.", "to");
        if (to.Level != OrganisationLevel.Grassroots)
            throw new RuleViolationException("transfer-not-grassroots", "Archives are kept by grass-roots unions; name one.", "to");

        Id = RisingId.New(now);
        ArchiveId = archive.Id;
        PendingArchiveId = archive.Id;
        FromPath = archive.OrganisationPath;
        FromOrganisationId = archive.OrganisationId;
        ToPath = to.Path;
        ToOrganisationId = to.Id;
        Reason = GivenReason.Read(reason);
        ProposedBy = by.PersonId;
        ProposedAt = now;
        archive.Record("transfer-proposed", by.PersonId, now, ("archive", archive.ArchiveNumber), ("union", to.Code));
    }

    // For the object-relational mapper.
    private ArchiveTransfer()
    {
    }

    public Guid Id { get; private set; }

    public Guid ArchiveId { get; private set; }

    /// <summary>The archive while this is not decided, null afterwards. Its unique index keeps a second proposal from beginning meanwhile.</summary>
    public Guid? PendingArchiveId { get; private set; }

    public Guid FromOrganisationId { get; private set; }

    public string FromPath { get; private set; } = "";

    public Guid ToOrganisationId { get; private set; }

    public string ToPath { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public TransferState State { get; private set; }

    public Guid ProposedBy { get; private set; }

    public DateTimeOffset ProposedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was not accepted.</summary>
    public string? Answer { get; private set; }

    public long RowVersion { get; private set; }

    /// <summary>S-090: the clerks of the union that keeps it propose, those of the other one decide.</summary>
    public static bool MayPropose(Actor actor, string archivePath) => actor.Has(StaffRoles.Clerk) && actor.OrganisationPath == archivePath;

    public bool MayDecide(Actor actor) => actor.Has(StaffRoles.Clerk) && actor.OrganisationId == ToOrganisationId;

    /// <exception cref="RuleViolationException">forbidden, four-eyes, transfer-decided.</exception>
    public void Accept(HouseholdArchive archive, Organisation to, Actor by, DateTimeOffset now)
    {
        Decide(TransferState.Accepted, by, now);
        archive.MoveTo(to, by.PersonId, now);
    }

    /// <exception cref="RuleViolationException">forbidden, transfer-decided, reason-required.</exception>
    public void Refuse(HouseholdArchive archive, string? because, Actor by, DateTimeOffset now)
    {
        Answer = GivenReason.Read(because);
        Decide(TransferState.Refused, by, now);
        archive.Record("transfer-refused", by.PersonId, now, ("archive", archive.ArchiveNumber));
    }

    /// <exception cref="RuleViolationException">forbidden, transfer-decided.</exception>
    public void TakeBack(HouseholdArchive archive, Actor by, DateTimeOffset now)
    {
        if (!MayPropose(by, FromPath))
            throw new RuleViolationException("forbidden", "A proposal is taken back by the union that made it.");
        Close(TransferState.TakenBack, by, now);
        archive.Record("transfer-taken-back", by.PersonId, now, ("archive", archive.ArchiveNumber));
    }

    private void Decide(TransferState state, Actor by, DateTimeOffset now)
    {
        if (!MayDecide(by))
            throw new RuleViolationException("forbidden", "The clerks of the union that is to keep the archive decide about it.");
        if (by.Is(ProposedBy))
            throw new RuleViolationException("four-eyes", "Somebody else than the one who proposed it decides.");
        Close(state, by, now);
    }

    private void Close(TransferState state, Actor by, DateTimeOffset now)
    {
        if (State != TransferState.Proposed)
            throw new RuleViolationException("transfer-decided", $"This transfer is {State} already.", "transfer", State);

        State = state;
        PendingArchiveId = null;
        DecidedBy = by.PersonId;
        DecidedAt = now;
        RowVersion++;
    }
}
