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
}

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
