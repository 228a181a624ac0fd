namespace AidWorkflows.Domain.Papers;

/// <summary>What every document knows of the union that issues it.</summary>
public abstract record PaperFacts
{
    public required string Union { get; init; }
}

public sealed record PersonFact(string Name, string Relation, string IdNumber, string School);

/// <param name="Amount">A year, in yuan.</param>
public sealed record MoneyFact(string Person, string Kind, decimal Amount, string Proof);

public sealed record RequestFact(string Kind, decimal Amount, decimal? SelfPaid, string Status, decimal? Granted, string Level);

public sealed record SignatureFact(string Step, string Person, string Outcome, string Comment, DateOnly On);

public sealed record AuthorisationFacts : PaperFacts
{
    public required string CaseNumber { get; init; }

    public required string Name { get; init; }

    /// <summary>In full: the registers are asked by it.</summary>
    public required string IdNumber { get; init; }

    public required string Phone { get; init; }

    public required string Employer { get; init; }

    public required DateOnly AppliedOn { get; init; }

    public required IReadOnlyList<PersonFact> Members { get; init; }
}

/// <param name="State">"已收", "待补", in the words of the form.</param>
public sealed record PaperStateFact(string Name, string State, DateOnly? DueOn, string Basis);

public sealed record ReceiptFacts : PaperFacts
{
    public required string CaseNumber { get; init; }

    public required string Name { get; init; }

    public required DateOnly AppliedOn { get; init; }

    public required string ReceivedBy { get; init; }

    public required IReadOnlyList<PaperStateFact> Papers { get; init; }
}

public sealed record VisitFacts : PaperFacts
{
    /// <summary>The number of the archive, where that came from paper and has no case.</summary>
    public required string CaseNumber { get; init; }

    public required string Name { get; init; }

    /// <summary>Masked.</summary>
    public required string IdNumber { get; init; }

    public string Employer { get; init; } = "";

    public required string Purpose { get; init; }

    public required DateOnly VisitedOn { get; init; }

    public required IReadOnlyList<string> Visitors { get; init; }

    public IReadOnlyList<PersonFact> Members { get; init; } = [];

    public IReadOnlyList<MoneyFact> Income { get; init; } = [];

    public IReadOnlyList<MoneyFact> Expenses { get; init; } = [];

    public string? Housing { get; init; }

    public decimal? IncomeSeen { get; init; }

    public string? CauseConfirmed { get; init; }

    public string? PeopleMet { get; init; }

    public string? Note { get; init; }

    public required string Conclusion { get; init; }
}

public sealed record ApprovalFacts : PaperFacts
{
    public required string CaseNumber { get; init; }

    public string? ArchiveNumber { get; init; }

    public required string Programme { get; init; }

    public required string Name { get; init; }

    public required string IdNumber { get; init; }

    public required string Phone { get; init; }

    public required string Employer { get; init; }

    public required string BankName { get; init; }

    /// <summary>Masked: the approval does not need it.</summary>
    public required string Account { get; init; }

    public required DateOnly AppliedOn { get; init; }

    public string? Tier { get; init; }

    public string? Policy { get; init; }

    public required IReadOnlyList<PersonFact> Members { get; init; }

    public required IReadOnlyList<MoneyFact> Income { get; init; }

    public required IReadOnlyList<MoneyFact> Expenses { get; init; }

    public required IReadOnlyList<RequestFact> Requests { get; init; }

    public required decimal Granted { get; init; }

    public required IReadOnlyList<SignatureFact> Opinions { get; init; }
}

public sealed record LetterFacts : PaperFacts
{
    public required string CaseNumber { get; init; }

    public required string Name { get; init; }

    public required string IdNumber { get; init; }

    public required DateOnly AppliedOn { get; init; }

    public required DateOnly WrittenOn { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <summary>S-052, 2.6: the least data. There is no field here that a notice may not show.</summary>
public sealed record NoticeFacts : PaperFacts
{
    public required string MaskedName { get; init; }

    public required string TakenBy { get; init; }

    public string? Tier { get; init; }

    public required IReadOnlyList<string> Kinds { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    public required int WorkingDays { get; init; }
}

public sealed record ExitFacts : PaperFacts
{
    public required string ArchiveNumber { get; init; }

    public required string Name { get; init; }

    /// <summary>Masked.</summary>
    public required string IdNumber { get; init; }

    public string? Tier { get; init; }

    public required string Route { get; init; }

    public DateOnly? RequestSignedOn { get; init; }

    public int? MonthsProven { get; init; }

    public required IReadOnlyList<string> Visitors { get; init; }

    public string? WorkerSigned { get; init; }

    public string? SignNote { get; init; }

    public required DateOnly BegunOn { get; init; }
}

public sealed record CountFact(string Name, int Count);

public sealed record AmountFact(string Name, int Count, decimal Amount);

public sealed record ReportFacts : PaperFacts
{
    public required string Month { get; init; }

    public required int Applications { get; init; }

    public required IReadOnlyList<CountFact> Archives { get; init; }

    public required IReadOnlyList<CountFact> Tiers { get; init; }

    public required IReadOnlyList<AmountFact> Awards { get; init; }

    public required int AwardCount { get; init; }

    public required decimal AwardTotal { get; init; }

    public required int ExitsBegun { get; init; }

    public required int ExitsLeft { get; init; }

    public int ExitsStayed { get; init; }

    public required int AppealsReceived { get; init; }

    public int AppealsUpheld { get; init; }

    public int AppealsDismissed { get; init; }

    public int AppealsLate { get; init; }

    public int? VisitsNew { get; init; }

    public int? VisitsNeeded { get; init; }

    public int? VisitsDone { get; init; }

    /// <summary>What the figures were counted at; null in reports that are older than this figure.</summary>
    public DateOnly? CutOff { get; init; }

    /// <summary>S-007: who should be on file and aided.</summary>
    public IReadOnlyList<CountFact> Coverage { get; init; } = [];

    public IReadOnlyList<AmountFact> Payments { get; init; } = [];

    public IReadOnlyList<TargetFact> Targets { get; init; } = [];

    public decimal YearTotal { get; init; }

    public IReadOnlyList<IndicatorFact> Indicators { get; init; } = [];
}

/// <summary>S-006: the year's aid of one kind and what was planned; no plan, no figure.</summary>
public sealed record TargetFact(string Name, int Households, int? PlannedHouseholds, int People, int? PlannedPeople, decimal Amount);

/// <summary>S-005: how many of how many are as they should be; days only where time is measured, as texts, because a template takes 0 for nothing.</summary>
public sealed record IndicatorFact(string Measure, string Name, string Numerator, string Denominator, string? Percent, string? Median, string? Ninth);

public sealed record PayeeFact(string CaseNumber, string Name, string BankName, string Account, string Kind, decimal Amount);

public sealed record PaymentListFacts : PaperFacts
{
    public required IReadOnlyList<PayeeFact> Payments { get; init; }

    public required int Count { get; init; }

    public required decimal Total { get; init; }
}

public sealed record SmsFacts : PaperFacts
{
    public required string MaskedName { get; init; }

    public required string CaseNumber { get; init; }

    public required string Status { get; init; }

    public required decimal Granted { get; init; }

    public required IReadOnlyList<PaperStateFact> Missing { get; init; }
}
