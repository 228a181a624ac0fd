using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Notices;

public enum NoticeState
{
    Showing = 0,

    /// <summary>Somebody has objected; the clock stands until that is decided .</summary>
    Objected = 1,

    /// <summary>Shown for all its working days.</summary>
    Ended = 2,

    /// <summary>Taken down before its time: the application was withdrawn or refused.</summary>
    TakenDown = 3,
}

/// <summary>
/// The public notice of one case (S-052): for a number of working days, with the least data. What is shown is kept here as it was
/// shown, so that it can be proven later.
/// </summary>
public sealed class Notice
{
    private readonly List<CaseEvent> events = [];

    // For the object-relational mapper.
    private Notice()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    /// <summary>The union that shows it.</summary>
    public string OrganisationName { get; private set; } = "";

    /// <summary>The applicant's name with all but its ends covered.</summary>
    public string MaskedName { get; private set; } = "";

    public string? Tier { get; private set; }

    public IReadOnlyList<AidKind> Kinds { get; private set; } = [];

    /// <summary>How many working days it has to be shown in all.</summary>
    public int WorkingDays { get; private set; }

    /// <summary>Working days of earlier stretches that still count, after an objection that only stopped the clock.</summary>
    public int WorkingDaysBefore { get; private set; }

    /// <summary>The day it was put up; not counted .</summary>
    public DateOnly StartedOn { get; private set; }

    /// <summary>The last of its days.</summary>
    public DateOnly EndsOn { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Why it ends on that day, for everybody to count again.</summary>
    public string DeadlineExplanation { get; private set; } = "";

    public NoticeState State { get; private set; }

    public DateTimeOffset StateSince { get; private set; }

    /// <summary>The notice word for word as it is shown; null for one from before notices were kept as documents.</summary>
    public string? Text { get; private set; }

    /// <summary>SHA-256 of <see cref="Text"/>, hexadecimal.</summary>
    public string? TextHash { get; private set; }

    /// <summary>The produced document.</summary>
    public Guid? PaperId { get; private set; }

    /// <summary>The waiting point of the workflow that an objection resumes; empty while nothing waits.</summary>
    public string BookmarkId { get; private set; } = "";

    public long RowVersion { get; private set; }

    public IReadOnlyList<CaseEvent> Events => events;

    public static Notice Show(NoticeContent content, NoticeDeadline deadline, string bookmarkId, DateTimeOffset now)
    {
        var notice = new Notice
        {
            Id = RisingId.New(now),
            CaseId = content.CaseId,
            OrganisationPath = content.OrganisationPath,
            OrganisationName = content.OrganisationName,
            MaskedName = content.MaskedName,
            Tier = content.Tier,
            Kinds = content.Kinds,
        };
        notice.Put(deadline, bookmarkId, now);
        return notice;
    }

    /// <summary>Puts it up again after an objection that was not upheld.</summary>
    public void ShowAgain(NoticeDeadline deadline, string bookmarkId, DateTimeOffset now)
    {
        if (State != NoticeState.Objected)
            throw new InvalidOperationException($"Notice {Id} is {State}; only one that was objected to is shown again.");

        Put(deadline, bookmarkId, now);
    }

    /// <summary>
    /// Keeps what is shown from now on, word for word, as the proof of the publicity. The scanner has the last word: a text with
    /// personal data in it is refused, and with it the whole step.
    /// </summary>
    /// <exception cref="RuleViolationException">notice-personal-data.</exception>
    public void Publish(string text, Guid paperId, DateTimeOffset now)
    {
        NoticeScanner.RequireClean(text, "notice");
        Text = text;
        TextHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        PaperId = paperId;
        Record("notice-published", now, ("from", StartedOn.ToString("O", CultureInfo.InvariantCulture)), ("until", EndsOn.ToString("O", CultureInfo.InvariantCulture)), ("hash", TextHash[..16]));
    }

    /// <summary>Somebody objects: it comes down until that is decided.</summary>
    /// <param name="shown">How many working days it was shown so far, in this stretch.</param>
    /// <exception cref="RuleViolationException">notice-over.</exception>
    public void Object(int shown, DateTimeOffset now)
    {
        RequireShowing();
        WorkingDaysBefore = int.Min(WorkingDays, WorkingDaysBefore + shown);
        Become(NoticeState.Objected, "notice-objected", now);
    }

    /// <exception cref="RuleViolationException">notice-over, when its time is over or it is down already.</exception>
    public void RequireShowing()
    {
        if (State != NoticeState.Showing)
            throw new RuleViolationException("notice-over", "This notice is not shown any more; an objection has to be made while it is.", "notice", State);
    }

    /// <summary>S-052: all its working days are over.</summary>
    public void End(DateTimeOffset now)
    {
        if (State != NoticeState.Showing || now < EndsAt)
            throw new InvalidOperationException($"Notice {Id} is {State} until {EndsAt:O}; it cannot end at {now:O}.");

        Become(NoticeState.Ended, "notice-ended", now);
    }

    public void TakeDown(DateTimeOffset now)
    {
        if (State is NoticeState.Showing or NoticeState.Objected)
            Become(NoticeState.TakenDown, "notice-taken-down", now);
    }

    private void Put(NoticeDeadline deadline, string bookmarkId, DateTimeOffset now)
    {
        WorkingDays = deadline.WorkingDays;
        WorkingDaysBefore = deadline.WorkingDaysBefore;
        StartedOn = deadline.StartedOn;
        EndsOn = deadline.EndsOn;
        EndsAt = deadline.EndsAt;
        DeadlineExplanation = deadline.Explanation;
        BookmarkId = bookmarkId;
        State = NoticeState.Showing;
        StateSince = now;
        Record("notice-shown", now, ("until", EndsOn.ToString("O", CultureInfo.InvariantCulture)), ("workingDays", WorkingDays.ToString(CultureInfo.InvariantCulture)));
    }

    private void Become(NoticeState state, string code, DateTimeOffset now)
    {
        State = state;
        StateSince = now;
        BookmarkId = "";
        Record(code, now);
    }

    private void Record(string code, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        events.Add(new CaseEvent(code, CaseId, null, null, now, data.ToDictionary(pair => pair.Key, pair => pair.Value)));
    }
}

/// <summary>The only things that a notice shows, beside its dates.</summary>
public sealed record NoticeContent(
    Guid CaseId, string OrganisationPath, string OrganisationName, string MaskedName, string? Tier, IReadOnlyList<AidKind> Kinds);

/// <summary>From when to when.</summary>
/// <param name="WorkingDays">In all.</param>
/// <param name="WorkingDaysBefore">Of which shown already.</param>
public sealed record NoticeDeadline(int WorkingDays, int WorkingDaysBefore, DateOnly StartedOn, DateOnly EndsOn, DateTimeOffset EndsAt, string Explanation);
