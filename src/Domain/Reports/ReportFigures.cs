namespace AidWorkflows.Domain.Reports;

/// <summary>The figures of one county and month; counts and amounts only.</summary>
public sealed record ReportFigures
{
    public int Applications { get; init; }

    /// <summary>Open archives at the end of the month by state, and those that left in it.</summary>
    public IReadOnlyDictionary<string, int> ArchivesByState { get; init; } = new Dictionary<string, int>();

    /// <summary>Open archives by tier ("deep"); "none" where nobody has said.</summary>
    public IReadOnlyDictionary<string, int> ArchivesByTier { get; init; } = new Dictionary<string, int>();

    public IReadOnlyList<AwardFigure> Awards { get; init; } = [];

    public int ExitsBegun { get; init; }

    public int ExitsLeft { get; init; }

    public int ExitsStayed { get; init; }

    public int AppealsReceived { get; init; }

    public int AppealsUpheld { get; init; }

    public int AppealsDismissed { get; init; }

    /// <summary>Re-examinations that were not decided within their working days.</summary>
    public int AppealsLate { get; init; }

    /// <summary>S-049: how far the visits of the year's new archives have come.</summary>
    public VisitFigure? Visits { get; init; }

    /// <summary>S-092: from application to decision.</summary>
    public CycleTime? Decisions { get; init; }

    /// <summary>S-092: how long each step took, by the task's key.</summary>
    public IReadOnlyList<CycleTime> Steps { get; init; } = [];

    /// <summary>The moment that the figures were counted at; nothing later is in them. Null in reports that are older than this figure.</summary>
    public DateTimeOffset? CutOff { get; init; }

    /// <summary>S-006, S-094: the year's aid up to the cut-off, by kind.</summary>
    public IReadOnlyList<AidTotal> YearAid { get; init; } = [];

    public AidTotal? YearAidWhole { get; init; }

    /// <summary>Payments made out in the month, by how they stand at the cut-off.</summary>
    public IReadOnlyList<PaymentFigure> Payments { get; init; } = [];

    public IReadOnlyList<TargetFigure> Targets { get; init; } = [];

    /// <summary>S-007, at the cut-off.</summary>
    public CoverageFigure? Coverage { get; init; }

    /// <summary>S-005, S-092, for the year up to the cut-off.</summary>
    public IReadOnlyList<QualityIndicator> Indicators { get; init; } = [];
}

/// <summary>Payments that stand alike.</summary>
public sealed record PaymentFigure(string Status, int Count, decimal Amount);

/// <summary>S-006, Q-32: what was planned for the year and what is achieved; null where the plan does not count that.</summary>
public sealed record TargetFigure(string Kind, int? PlannedHouseholds, int? PlannedPeople, int Households, int People, decimal Amount, string Citation)
{
    /// <summary>Whether everything that the plan counts is reached; null without a plan.</summary>
    public bool? IsMet => PlannedHouseholds is null && PlannedPeople is null ? null : Households >= (PlannedHouseholds ?? 0) && People >= (PlannedPeople ?? 0);
}

/// <summary>S-007: who should be on file and aided (应帮尽帮).</summary>
public sealed record CoverageFigure(int OnFile, int NeverAided, int EligibleNotOnFile, int UnchangedForAYear);

/// <summary>Aid of one kind.</summary>
public sealed record AwardFigure(string Kind, int Count, decimal Amount);

/// <summary>New archives of the year, how many of them have to be visited, and how many were.</summary>
public sealed record VisitFigure(int New, int Needed, int Visited);

/// <summary>Days that something took, of what ended in the month.</summary>
/// <param name="Name">The step's title, or empty for the whole.</param>
/// <param name="Late">How many ended after they were due.</param>
public sealed record CycleTime(string Key, string Name, int Count, decimal AverageDays, decimal LongestDays, int Late)
{
    /// <summary>Null when nothing ended in the month.</summary>
    public static CycleTime? Of(string key, string name, IReadOnlyCollection<(TimeSpan Took, bool Late)> ended) => ended.Count == 0
        ? null
        : new CycleTime(key, name, ended.Count, Days(ended.Average(one => one.Took.TotalDays)), Days(ended.Max(one => one.Took.TotalDays)), ended.Count(one => one.Late));

    private static decimal Days(double days) => decimal.Round((decimal)days, 1, MidpointRounding.AwayFromZero);
}
