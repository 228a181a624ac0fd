using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Visits;

public enum VisitPurpose
{
    FirstReview = 0,
    CountyReview = 1,
    Recheck = 2,
    Exit = 3,
    ReExamination = 4,
}

public enum VisitConclusion
{
    Eligible = 0,
    NotEligible = 1,
    Doubtful = 2,

    /// <summary>仍困难: what a household that has its archive already is found to be, by the purposes of later visits.</summary>
    StillInHardship = 3,

    /// <summary>解困.</summary>
    Relieved = 4,

    /// <summary>已达脱困标准.</summary>
    OutOfHardship = 5,
}

/// <summary>What the form of a home visit (困难职工家庭走访调查表, S-044; 困难职工脱困登记表, S-084) says.</summary>
/// <param name="IncomeSeen">Of the household in a year.</param>
/// <param name="CauseGone">致困原因已消除, on visits after the archive was opened.</param>
/// <param name="IncomePerHead">Of a month.</param>
/// <param name="WorkerSigned">Without the worker's signature the note says why, and is the visitors' (S-085).</param>
public sealed record VisitFindings(
    VisitConclusion Conclusion,
    string? Housing = null,
    decimal? IncomeSeen = null,
    bool? CauseConfirmed = null,
    string? PeopleMet = null,
    string? Note = null,
    bool? CauseGone = null,
    decimal? IncomePerHead = null,
    WorkerSignature? WorkerSigned = null);

/// <summary>Which visit it is: of an application's household by its case, of a household with an archive by that.</summary>
/// <param name="CaseId">The case that led to the archive; an archive from paper has none.</param>
/// <param name="TaskId">The human task whose form and signatures it is.</param>
public sealed record VisitOccasion(Guid? CaseId, VisitPurpose Purpose, DateOnly VisitedOn, Guid? TaskId = null, Guid? ArchiveId = null);

/// <summary>S-043, S-084: a visit of at least two different persons. It is never changed.</summary>
public sealed class Visit
{
    public const int LeastVisitors = 2;

    /// <param name="visitors">Persons, not accounts. The same person twice is one visitor.</param>
    /// <param name="excluded">Who must not visit, such as the registrar or a relative .</param>
    public Visit(VisitOccasion occasion, IEnumerable<Guid> visitors, IReadOnlyCollection<Guid> excluded, VisitFindings findings, DateTimeOffset now)
    {
        Guid[] distinct = [.. visitors.Distinct()];
        if (distinct.Length < LeastVisitors)
            throw new RuleViolationException("visit-two-visitors", "A visit is made by two or more different persons.", "visitors", LeastVisitors, distinct.Length);
        if (distinct.Any(excluded.Contains))
            throw new RuleViolationException("visit-visitor-excluded", "One of the visitors must not visit this household.", "visitors");

        if (occasion is { CaseId: null, ArchiveId: null })
            throw new ArgumentException("A visit is about a case or an archive.", nameof(occasion));

        Id = RisingId.New(now);
        CaseId = occasion.CaseId;
        ArchiveId = occasion.ArchiveId;
        Purpose = occasion.Purpose;
        VisitedOn = occasion.VisitedOn;
        TaskId = occasion.TaskId;
        Visitors = distinct;
        Findings = findings;
        Conclusion = findings.Conclusion;
        RecordedAt = now;
    }

    // For the object-relational mapper.
    private Visit()
    {
    }

    public Guid Id { get; private set; }

    public Guid? CaseId { get; private set; }

    /// <summary>Null on a visit before the archive was opened.</summary>
    public Guid? ArchiveId { get; private set; }

    public VisitPurpose Purpose { get; private set; }

    public IReadOnlyList<Guid> Visitors { get; private set; } = [];

    public DateOnly VisitedOn { get; private set; }

    public VisitConclusion Conclusion { get; private set; }

    public VisitFindings Findings { get; private set; } = null!;

    /// <summary>The human task whose form and signatures this is.</summary>
    public Guid? TaskId { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The line of the case's timeline; that of an archive is <see cref="HouseholdArchive.RecordVisit"/>.</summary>
    public CaseEvent Told() => new(EventCode, CaseId, null, null, RecordedAt, EventData.ToDictionary(pair => pair.Key, pair => pair.Value));

    internal const string EventCode = "visit-recorded";

    internal (string Key, string Value)[] EventData =>
    [
        ("purpose", Purpose.ToString()),
        ("conclusion", Conclusion.ToString()),
        ("one", Visitors[0].ToString()),
        ("other", Visitors[1].ToString()),
    ];
}
