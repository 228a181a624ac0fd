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
}

/// <summary>What the form of a home visit (困难职工家庭走访调查表, S-044) says.</summary>
public sealed record VisitFindings(
    VisitConclusion Conclusion, string? Housing = null, decimal? IncomeSeen = null, bool? CauseConfirmed = null, string? PeopleMet = null, string? Note = null);

/// <summary>Which visit it is.</summary>
/// <param name="TaskId">The human task whose form and signatures it is.</param>
public sealed record VisitOccasion(Guid CaseId, VisitPurpose Purpose, DateOnly VisitedOn, Guid? TaskId = null);

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

        Id = RisingId.New(now);
        CaseId = occasion.CaseId;
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

    public Guid CaseId { get; private set; }

    public VisitPurpose Purpose { get; private set; }

    public IReadOnlyList<Guid> Visitors { get; private set; } = [];

    public DateOnly VisitedOn { get; private set; }

    public VisitConclusion Conclusion { get; private set; }

    public VisitFindings Findings { get; private set; } = null!;

    /// <summary>The human task whose form and signatures this is.</summary>
    public Guid? TaskId { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The line of the case's timeline.</summary>
    public CaseEvent Told() => new("visit-recorded", CaseId, null, null, RecordedAt, new Dictionary<string, string>
    {
        ["purpose"] = Purpose.ToString(),
        ["conclusion"] = Conclusion.ToString(),
        ["one"] = Visitors[0].ToString(),
        ["other"] = Visitors[1].ToString(),
    });
}
