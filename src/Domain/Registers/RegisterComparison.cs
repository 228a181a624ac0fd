using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Registers;

/// <summary>Outcome of a comparison, or of one line of it.</summary>
public enum ComparisonResult
{
    Match = 0,
    Mismatch = 1,
    Doubtful = 2,

    /// <summary>A register that was asked for has not answered.</summary>
    NoData = 3,
}

/// <summary>One declared fact beside what a register says of it.</summary>
/// <param name="MemberId">Null for the applicant, or for the household as a whole.</param>
/// <param name="Fact">Name of what is compared; texts look it up.</param>
/// <param name="ExtractIds">The extracts that the found value was read from.</param>
/// <param name="Reason">Stable code of why the result is what it is.</param>
/// <param name="AsOf">Day of the newest data.</param>
public sealed record ComparisonLine(
    RegisterKind Register, Guid? MemberId, bool WholeHousehold, string Fact, ComparisonResult Result, string? Declared, string? Found, IReadOnlyList<Guid> ExtractIds, string Reason, DateOnly? AsOf);

/// <summary>S-050: a household's declarations compared with registers. Never changed; comparing again makes another one.</summary>
public sealed class RegisterComparison
{
    public RegisterComparison(Guid caseId, int number, IReadOnlyList<RegisterKind> registers, IReadOnlyList<ComparisonLine> lines, Guid? personId, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        CaseId = caseId;
        Number = number;
        Registers = registers;
        Lines = lines;
        Result = Overall(lines);
        ComparedBy = personId;
        ComparedAt = now;
    }

    // For the object-relational mapper.
    private RegisterComparison()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>1, 2, 3 ... within the case.</summary>
    public int Number { get; private set; }

    public IReadOnlyList<RegisterKind> Registers { get; private set; } = [];

    public IReadOnlyList<ComparisonLine> Lines { get; private set; } = [];

    public ComparisonResult Result { get; private set; }

    /// <summary>Null when the workflow compared.</summary>
    public Guid? ComparedBy { get; private set; }

    public DateTimeOffset ComparedAt { get; private set; }

    /// <summary>
    /// Mismatch before doubtful before missing before match: a register that has not answered confirms nothing, so a household is
    /// never found to match because nobody asked.
    /// </summary>
    public static ComparisonResult Overall(IEnumerable<ComparisonLine> lines)
    {
        var results = lines.Select(line => line.Result).ToHashSet();
        if (results.Contains(ComparisonResult.Mismatch))
            return ComparisonResult.Mismatch;
        if (results.Contains(ComparisonResult.Doubtful))
            return ComparisonResult.Doubtful;

        return results.Count == 0 || results.Contains(ComparisonResult.NoData) ? ComparisonResult.NoData : ComparisonResult.Match;
    }

    /// <summary>The line of the case's timeline.</summary>
    public CaseEvent Told() =>
        new("registers-compared", CaseId, null, ComparedBy, ComparedAt, new Dictionary<string, string> { ["comparison"] = Result.ToString() });
}
