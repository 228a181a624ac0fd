using System.Globalization;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Domain.Archives;

/// <summary>
/// The approved, real-name archive of one needy household (困难职工档案). No aid without one (S-002); one household has one.
/// </summary>
public sealed partial class HouseholdArchive
{
    private readonly List<ArchivePerson> people = [];
    private readonly List<MonthlyIncome> incomes = [];
    private readonly List<CaseEvent> events = [];

    // For the object-relational mapper.
    private HouseholdArchive()
    {
    }

    public Guid Id { get; private set; }

    public string ArchiveNumber { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public ArchiveState State { get; private set; }

    public DateTimeOffset StateSince { get; private set; }

    public ArchiveOrigin Origin { get; private set; }

    /// <summary>The tier that the household was filed under, by its id in the policy pack ("deep"); null when nobody has said.</summary>
    public string? Tier { get; private set; }

    /// <summary>The case that opened it; null for one that was entered from paper.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>The number on the paper archive.</summary>
    public string? PaperNumber { get; private set; }

    /// <summary>When it became active for the first time.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>When it ceased to be open; it is kept for ten years from here.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public long RowVersion { get; private set; }

    public IReadOnlyList<ArchivePerson> People => people;

    public IReadOnlyList<MonthlyIncome> Incomes => incomes;

    public IReadOnlyList<CaseEvent> Events => events;

    public ArchivePerson Holder => people.Single(person => person.IsHolder);

    public bool IsOpen => State is ArchiveState.Temporary or ArchiveState.Active or ArchiveState.Relieved;

    public static HouseholdArchive Begin(
        string number, AidCase aidCase, string? tier, IEnumerable<ArchivePerson> people, DateTimeOffset now)
    {
        var archive = new HouseholdArchive
        {
            Id = RisingId.New(now),
            ArchiveNumber = number,
            OrganisationId = aidCase.OrganisationId,
            OrganisationPath = aidCase.OrganisationPath,
            CaseId = aidCase.Id,
            Tier = tier,
            State = ArchiveState.Temporary,
            StateSince = now,
        };
        archive.people.AddRange(people);
        archive.Record("archive-begun", null, now, ("archive", number));
        return archive;
    }

    /// <summary>Takes over an archive that the union has kept on paper: it counts as active from the day on the paper.</summary>
    public static HouseholdArchive EnterFromPaper(
        string number, PaperArchive paper, IEnumerable<ArchivePerson> people, Guid enteredBy, DateTimeOffset now)
    {
        var archive = new HouseholdArchive
        {
            Id = RisingId.New(now),
            ArchiveNumber = number,
            OrganisationId = paper.OrganisationId,
            OrganisationPath = paper.OrganisationPath,
            Origin = ArchiveOrigin.Paper,
            PaperNumber = paper.Number,
            Tier = paper.Tier,
            State = ArchiveState.Active,
            StateSince = now,
            OpenedAt = paper.OpenedAt,
        };
        archive.people.AddRange(people);
        archive.Record("archive-entered", enteredBy, now, ("archive", number));
        return archive;
    }

    /// <summary>After the procedure (S-053); also brings a relieved household back that has fallen into hardship again.</summary>
    public void Activate(string? tier, Guid? personId, DateTimeOffset now)
    {
        Tier = tier ?? Tier;
        OpenedAt ??= now;
        MoveTo(ArchiveState.Active, personId, now);
    }

    /// <exception cref="RuleViolationException">archive-closed.</exception>
    public void MoveTo(ArchiveState state, Guid? personId, DateTimeOffset now)
    {
        if (state == State)
            return;
        if (!IsOpen || state == ArchiveState.Temporary)
        {
            throw new RuleViolationException(
                "archive-closed", $"Archive {ArchiveNumber} is {State}; it cannot become {state}.", "state", ArchiveNumber, State, state);
        }

        var from = State;
        State = state;
        StateSince = now;
        if (!IsOpen)
        {
            ClosedAt = now;
            foreach (var person in people)
                person.Release();
        }

        Record("archive-state-changed", personId, now, ("archive", ArchiveNumber), ("from", from.ToString()), ("to", state.ToString()));
    }

    /// <summary>S-002: aid needs an active archive, and is the holder's.</summary>
    /// <exception cref="RuleViolationException">archive-not-active.</exception>
    public void RequireActive()
    {
        if (State != ArchiveState.Active)
        {
            throw new RuleViolationException(
                "archive-not-active", $"Archive {ArchiveNumber} is {State}; aid needs an active one.", "archive", ArchiveNumber, State);
        }
    }

    /// <summary>Records what the household had a head in a month, or corrects it.</summary>
    /// <exception cref="RuleViolationException">archive-closed, income-month-not-over, income-negative.</exception>
    public void RecordIncome(int year, int month, decimal perHead, string? evidence, Guid personId, DateOnly today, DateTimeOffset now)
    {
        if (!IsOpen)
            throw new RuleViolationException("archive-closed", $"Archive {ArchiveNumber} is {State}; nothing is recorded in it any more.", "state", ArchiveNumber, State);
        if (new DateOnly(year, month, 1).AddMonths(1) > today)
            throw new RuleViolationException("income-month-not-over", "The income of a month is recorded when the month is over.", "month", year, month);
        if (perHead < 0)
            throw new RuleViolationException("income-negative", "An income cannot be negative.", "perHead");

        if (incomes.Find(entry => entry.Year == year && entry.Month == month) is { } known)
            known.Correct(perHead, evidence, personId, now);
        else
            incomes.Add(new MonthlyIncome(year, month, perHead, evidence, personId, now));
        Record(
            "archive-income-recorded", personId, now,
            ("archive", ArchiveNumber), ("month", $"{year:0000}-{month:00}"), ("perHead", perHead.ToString("0.00", CultureInfo.InvariantCulture)));
    }

    /// <summary>Tells of a visit to the household after its archive was opened; in the timeline of its case too, where there is one.</summary>
    public void RecordVisit(Visit visit) => Record(Visit.EventCode, null, visit.RecordedAt, [("archive", ArchiveNumber), .. visit.EventData]);

    internal void Record(string code, Guid? personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        RowVersion++;
        ChangedAt = now;
        events.Add(new CaseEvent(code, CaseId, null, personId, now, data.ToDictionary(pair => pair.Key, pair => pair.Value)));
    }
}

/// <summary>What stands on a paper archive.</summary>
public sealed record PaperArchive(string Number, Guid OrganisationId, string OrganisationPath, string? Tier, DateTimeOffset OpenedAt);
