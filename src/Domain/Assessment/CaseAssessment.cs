using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Assessment;

/// <summary>
/// An assessment of a case as it was made: the facts, the version of the policy, the result with its whole explanation. It is never
/// changed; other facts make another one.
/// </summary>
public sealed class CaseAssessment
{
    internal CaseAssessment(Guid caseId, int number, Guid policyVersionId, HouseholdFacts facts, HouseholdAssessment result, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        CaseId = caseId;
        Number = number;
        PolicyVersionId = policyVersionId;
        AssessedAt = now;
        Outcome = result.Outcome;
        Tier = result.Tier;
        BarredUntil = result.BarredUntil;
        Facts = AssessmentJson.Write(facts);
        Result = AssessmentJson.Write(result);
    }

    // For the object-relational mapper.
    private CaseAssessment()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>1, 2, 3 ... within the case.</summary>
    public int Number { get; private set; }

    public Guid PolicyVersionId { get; private set; }

    public DateTimeOffset AssessedAt { get; private set; }

    public AssessmentOutcome Outcome { get; private set; }

    public string? Tier { get; private set; }

    /// <summary>The household may not apply until this day is over (S-175).</summary>
    public DateOnly? BarredUntil { get; private set; }

    /// <summary>What was known, so that the result can be computed again years later. No names or numbers of people, but what was shown for each amount.</summary>
    public string Facts { get; private set; } = "";

    public string Result { get; private set; } = "";

    public HouseholdAssessment Read() => AssessmentJson.Read(Result);

    public HouseholdFacts ReadFacts() => AssessmentJson.ReadFacts(Facts);

    /// <summary>Facts and result as they are kept after the archive is destroyed: what somebody typed as the proof of an amount is gone.</summary>
    public (string Facts, string Result) WithoutEvidence()
    {
        var (facts, result) = (ReadFacts(), Read());
        return (
            AssessmentJson.Write(facts with { Income = [.. facts.Income.Select(line => line with { Evidence = null })], RigidExpenses = [.. facts.RigidExpenses.Select(line => line with { Evidence = null })] }),
            AssessmentJson.Write(result with { Figures = [.. result.Figures.Select(figure => figure with { Evidence = null })] }));
    }

    /// <summary>The same facts by the same policy: only the day of looking is another.</summary>
    internal bool IsSameAs(CaseAssessment other) =>
        PolicyVersionId == other.PolicyVersionId
        && AssessmentJson.Write(ReadFacts() with { AssessedOn = default }) == AssessmentJson.Write(other.ReadFacts() with { AssessedOn = default })
        && AssessmentJson.Write(Read() with { AssessedOn = default }) == AssessmentJson.Write(other.Read() with { AssessedOn = default });
}
