using System.Security.Cryptography;
using System.Text;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Outreach;

/// <summary>
/// S-096: the right to answer the survey once, as a code on paper or in a message. The row knows the case, so that no case gets two;
/// what was answered does not know the code.
/// </summary>
public sealed class SurveyCode
{
    // Without what looks alike in print.
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Length = 12;

    private SurveyCode(AidCase aidCase, byte[] hash, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        CaseId = aidCase.Id;
        OrganisationId = aidCase.OrganisationId;
        OrganisationPath = aidCase.OrganisationPath;
        Hash = hash;
        IssuedAt = now;
    }

    // For the object-relational mapper.
    private SurveyCode()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>No time, because a time would lead from the answer to the household.</summary>
    public bool IsUsed { get; private set; }

    public long RowVersion { get; private set; }

    /// <exception cref="RuleViolationException">survey-case-open.</exception>
    public static (SurveyCode Row, string Code) Issue(AidCase aidCase, DateTimeOffset now)
    {
        if (aidCase.ClosedAt is null)
            throw new RuleViolationException("survey-case-open", $"Case {aidCase.CaseNumber} is not decided; the survey is about finished cases.", "case", aidCase.CaseNumber);

        var code = RandomNumberGenerator.GetString(Letters, Length);
        return (new SurveyCode(aidCase, HashOf(code), now), code);
    }

    /// <summary>A lost paper is replaced: the old code is worth nothing any more.</summary>
    /// <exception cref="RuleViolationException">survey-answered.</exception>
    public string IssueAgain(DateTimeOffset now)
    {
        RequireUnused();
        var code = RandomNumberGenerator.GetString(Letters, Length);
        Hash = HashOf(code);
        IssuedAt = now;
        RowVersion++;
        return code;
    }

    /// <exception cref="RuleViolationException">survey-answered.</exception>
    public SurveyAnswer Answer(SurveyRatings ratings, DateOnly today)
    {
        RequireUnused();
        IsUsed = true;
        RowVersion++;
        return new SurveyAnswer(OrganisationId, OrganisationPath, ratings, new DateOnly(today.Year, today.Month, 1));
    }

    /// <summary>However it was typed: small letters, blanks, hyphens.</summary>
    public static byte[] HashOf(string? code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat((code ?? "").ToUpperInvariant().Where(c => Letters.Contains(c, StringComparison.Ordinal)))));

    private void RequireUnused()
    {
        if (IsUsed)
            throw new RuleViolationException("survey-answered", "This code has been used already; thank you.", "code");
    }
}

/// <summary>From 1 (not at all satisfied) to 5.</summary>
public sealed record SurveyRatings(int Overall, int Speed, int Attitude)
{
    public const int Best = 5;

    /// <summary>Satisfied is 4 or 5.</summary>
    public const int Satisfied = 4;

    /// <exception cref="InvalidInputException">rating-range.</exception>
    public static SurveyRatings Read(int? overall, int? speed, int? attitude)
    {
        List<ValidationProblem> problems = [];
        foreach (var (field, value) in new[] { ("overall", overall), ("speed", speed), ("attitude", attitude) })
        {
            if (value is not (>= 1 and <= Best))
                problems.Add(new("rating-range", field, "Choose from 1 to 5.", Best));
        }

        return problems.Count == 0 ? new SurveyRatings(overall!.Value, speed!.Value, attitude!.Value) : throw new InvalidInputException(problems);
    }
}

/// <summary>An answer that nobody can lead back to a household: a union, a month, three numbers, an id without a time.</summary>
public sealed class SurveyAnswer
{
    internal SurveyAnswer(Guid organisationId, string organisationPath, SurveyRatings ratings, DateOnly month)
    {
        Id = Guid.NewGuid();
        OrganisationId = organisationId;
        OrganisationPath = organisationPath;
        Month = month;
        Overall = ratings.Overall;
        Speed = ratings.Speed;
        Attitude = ratings.Attitude;
    }

    // For the object-relational mapper.
    private SurveyAnswer()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    public int Overall { get; private set; }

    public int Speed { get; private set; }

    public int Attitude { get; private set; }
}
