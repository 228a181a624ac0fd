using System.Globalization;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>
/// One way of a household out of the programme: by request (S-083) or by a finding (S-084), the notice, the month in which the worker
/// may object (S-086), and how it ended. An archive has one at a time.
/// </summary>
public sealed class ArchiveExit
{
    public const int LongestNote = 1000;

    // For the object-relational mapper.
    private ArchiveExit()
    {
    }

    public Guid Id { get; private set; }

    public Guid ArchiveId { get; private set; }

    /// <summary>The archive while this exit is pending, null afterwards. Its unique index keeps a second exit from beginning meanwhile.</summary>
    public Guid? PendingArchiveId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public ExitRoute Route { get; private set; }

    public ExitState State { get; private set; }

    public DateTimeOffset BegunAt { get; private set; }

    public Guid? BegunBy { get; private set; }

    /// <summary>The day on the worker's 退档申请书; null on the other route.</summary>
    public DateOnly? RequestSignedOn { get; private set; }

    /// <summary>Who visited and signed the finding; a re-examination is done by others (S-087, Q-22).</summary>
    public IReadOnlyList<Guid> Visitors { get; private set; } = [];

    public WorkerSignature? WorkerSigned { get; private set; }

    /// <summary>Why the worker did not sign, in the investigators' words (S-085).</summary>
    public string? SignNote { get; private set; }

    public int? MonthsProven { get; private set; }

    public Guid? NoticeLetterId { get; private set; }

    public DeliveryMethod? DeliveryMethod { get; private set; }

    /// <summary>The day the worker got the notice; the month runs from here .</summary>
    public DateOnly? DeliveredOn { get; private set; }

    public Guid? DeliveredBy { get; private set; }

    /// <summary>The last day on which an appeal is in time; it counts in full.</summary>
    public DateOnly? AppealUntil { get; private set; }

    public DateTimeOffset? AppealEndsAt { get; private set; }

    /// <summary>The waiting point of the workflow that an appeal resumes; empty while nothing waits.</summary>
    public string BookmarkId { get; private set; } = "";

    public DateTimeOffset? EndedAt { get; private set; }

    public long RowVersion { get; private set; }

    public bool IsPending => PendingArchiveId is not null;

    /// <exception cref="RuleViolationException">exit-not-possible, request-not-signed, request-signed-later.</exception>
    public static ArchiveExit Begin(HouseholdArchive archive, ExitRoute route, DateOnly? signedOn, Guid? personId, DateTimeOffset now)
    {
        if (archive.State is not (ArchiveState.Active or ArchiveState.Relieved))
            throw new RuleViolationException("exit-not-possible", $"Archive {archive.ArchiveNumber} is {archive.State}; only a household in an open archive can leave.", "archive", archive.ArchiveNumber, archive.State);
        if (route == ExitRoute.Request && signedOn is null)
            throw new RuleViolationException("request-not-signed", "A household leaves at its own wish only by a signed request; enter the day on it.", "signedOn");
        if (signedOn > ChinaTime.DateOf(now))
            throw new RuleViolationException("request-signed-later", "The day on the request cannot be in the future.", "signedOn", ChinaTime.DateOf(now));

        var exit = new ArchiveExit
        {
            Id = RisingId.New(now),
            ArchiveId = archive.Id,
            PendingArchiveId = archive.Id,
            OrganisationPath = archive.OrganisationPath,
            Route = route,
            State = route == ExitRoute.Request ? ExitState.Informing : ExitState.Investigating,
            RequestSignedOn = route == ExitRoute.Request ? signedOn : null,
            BegunAt = now,
            BegunBy = personId,
        };
        exit.Tell(archive, "exit-begun", personId, now, ("route", route.ToString()));
        return exit;
    }

    /// <summary>S-081, S-084, S-085: two people have seen that the standard is met, and the worker has signed, or they say why not.</summary>
    /// <exception cref="RuleViolationException">exit-standard-not-met, second-person-required, note-required, note-too-long.</exception>
    public void RecordFinding(HouseholdArchive archive, ExitFinding finding, DateTimeOffset now)
    {
        Require(ExitState.Investigating);
        if (finding.Test.Outcome != ExitOutcome.Lifted)
        {
            throw new RuleViolationException(
                "exit-standard-not-met",
                $"The standard for leaving is not proven: {finding.Test.MonthsProven} of {finding.Test.MonthsNeeded} months, cause gone: {finding.Test.CauseIsGone}.",
                "form", finding.Test.MonthsProven, finding.Test.MonthsNeeded);
        }

        Guid[] visitors = [.. finding.Visitors.Distinct()];
        if (visitors.Length < 2)
            throw new RuleViolationException("second-person-required", "Two different people visit the household and sign.", "form");
        var note = string.IsNullOrWhiteSpace(finding.Note) ? null : finding.Note.Trim();
        if (finding.WorkerSigned != WorkerSignature.Signed && note is null)
            throw new RuleViolationException("note-required", "The worker has not signed: the investigators write down the circumstances and sign.", "form.note");
        if (note?.Length > LongestNote)
            throw new RuleViolationException("note-too-long", $"A note has at most {LongestNote} characters.", "form.note", LongestNote);

        Visitors = visitors;
        WorkerSigned = finding.WorkerSigned;
        SignNote = note;
        MonthsProven = finding.Test.MonthsProven;
        State = ExitState.Informing;
        Tell(archive, "exit-found", visitors[1], now, ("signed", finding.WorkerSigned.ToString()), ("months", MonthsProven.Value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The letter that tells the worker; null for an archive without a case, where only its delivery is kept.</summary>
    public void Notify(HouseholdArchive archive, Guid? letterId, DateTimeOffset now)
    {
        Require(ExitState.Informing);
        NoticeLetterId = letterId;
        Tell(archive, "exit-notice-written", null, now);
    }

    /// <summary>S-086: the worker knows; from here an objection is possible until the same day of a later month, or that month's last.</summary>
    /// <exception cref="RuleViolationException">delivery-in-future, delivery-before-letter.</exception>
    public void OpenAppeals(HouseholdArchive archive, Delivery delivery, int months, string bookmarkId, DateTimeOffset now)
    {
        Require(ExitState.Informing);
        delivery.Require(ChinaTime.DateOf(BegunAt), ChinaTime.DateOf(now));
        DeliveryMethod = delivery.Method;
        DeliveredOn = delivery.On;
        DeliveredBy = delivery.By;
        AppealUntil = delivery.On.AddMonths(months);
        AppealEndsAt = ChinaTime.EndOfDay(AppealUntil.Value).ToUniversalTime();
        BookmarkId = bookmarkId;
        State = ExitState.Appealable;
        Tell(archive, "exit-notice-delivered", delivery.By, now, ("method", delivery.Method.ToString()), ("on", Day(delivery.On)), ("until", Day(AppealUntil.Value)));
    }

    /// <exception cref="RuleViolationException">appeal-not-open, appeal-exists, appeal-too-late.</exception>
    public void RequireAppealable(DateTimeOffset now)
    {
        if (State == ExitState.Appealed)
            throw new RuleViolationException("appeal-exists", "The worker has objected to this exit already; it is being examined again.", "archive");
        if (AppealEndsAt is { } end && now >= end)
            throw new RuleViolationException("appeal-too-late", $"An objection was possible until {Day(AppealUntil!.Value)}.", "archive", AppealUntil);
        if (State != ExitState.Appealable)
            throw new RuleViolationException("appeal-not-open", "There is nothing to object to: no notice of an exit has been delivered.", "archive");
    }

    /// <summary>The worker objects; nothing happens to the archive until that is decided.</summary>
    public void Appeal(HouseholdArchive archive, ExitAppeal appeal, DateTimeOffset now)
    {
        RequireAppealable(now);
        State = ExitState.Appealed;
        BookmarkId = "";
        Tell(archive, "appeal-received", appeal.ReceivedBy, now, ("receiver", appeal.Receiver.ToString()));
    }

    /// <summary>
    /// The household leaves: 脱困 after a finding, 退档 at its own wish (S-083, S-084, S-088). Only when nobody objected in time, or the
    /// re-examination found the standard met.
    /// </summary>
    /// <exception cref="RuleViolationException">exit-not-due.</exception>
    public void Leave(HouseholdArchive archive, ExitAppeal? appeal, DateTimeOffset now)
    {
        var unopposed = State == ExitState.Appealable && now >= AppealEndsAt;
        var confirmed = State == ExitState.Appealed && appeal?.Decision == AppealDecision.MeetsStandard && appeal.ExitId == Id;
        if (!unopposed && !confirmed)
            throw new RuleViolationException("exit-not-due", "The household may still object, or its objection is not decided.", "archive", State, AppealUntil);

        End(ExitState.Left, now);
        archive.MoveTo(Route == ExitRoute.Finding ? ArchiveState.OutOfHardship : ArchiveState.Withdrawn, null, now);
        Tell(archive, "exit-left", null, now);
    }

    /// <summary>The household stays: the finding was not confirmed, or the re-examination found otherwise.</summary>
    public void Stay(HouseholdArchive archive, DateTimeOffset now)
    {
        if (!IsPending)
            throw new InvalidOperationException($"Exit {Id} has ended.");

        End(ExitState.Stayed, now);
        Tell(archive, "exit-stayed", null, now);
    }

    private void End(ExitState state, DateTimeOffset now)
    {
        State = state;
        PendingArchiveId = null;
        BookmarkId = "";
        EndedAt = now;
    }

    private void Require(ExitState state)
    {
        if (State != state)
            throw new RuleViolationException("exit-out-of-order", $"This exit is {State}; that step belongs to {state}.", "archive", State, state);
    }

    private void Tell(HouseholdArchive archive, string code, Guid? personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        archive.Record(code, personId, now, [("archive", archive.ArchiveNumber), .. data]);
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>What two people found on their visit (《困难职工脱困登记表》).</summary>
public sealed record ExitFinding(ExitResult Test, IReadOnlyList<Guid> Visitors, WorkerSignature WorkerSigned, string? Note);

/// <summary>How, when and by whom the worker was told.</summary>
public sealed record Delivery(DeliveryMethod Method, DateOnly On, Guid By)
{
    internal void Require(DateOnly earliest, DateOnly today)
    {
        if (On > today)
            throw new RuleViolationException("delivery-in-future", "The day of delivery cannot be in the future.", "form.deliveredOn", today);
        if (On < earliest)
            throw new RuleViolationException("delivery-before-letter", "A letter is not delivered before it is written.", "form.deliveredOn", earliest);
    }
}
