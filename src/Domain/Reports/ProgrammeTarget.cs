using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Reports;

/// <summary>What a county has promised for a year and kind of aid (S-006), under the label of the twenty livelihood projects (S-008).</summary>
public sealed class ProgrammeTarget
{
    public const int Most = 1_000_000;
    public const int LongestCitation = 200;

    public ProgrammeTarget(Organisation county, int year, AidKind kind, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        OrganisationId = county.Id;
        OrganisationPath = county.Path;
        Year = year;
        Kind = kind;
    }

    // For the object-relational mapper.
    private ProgrammeTarget()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public int Year { get; private set; }

    public AidKind Kind { get; private set; }

    /// <summary>Q-32: the plan may count households, people (children for study aid), or both.</summary>
    public int? Households { get; private set; }

    public int? People { get; private set; }

    /// <summary>The document that sets it (S-001).</summary>
    public string Citation { get; private set; } = "";

    public Guid SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public long RowVersion { get; private set; }

    /// <exception cref="InvalidInputException">target-missing, target-range, field-required, field-too-long.</exception>
    public void Set(int? households, int? people, string? citation, Guid by, DateTimeOffset now)
    {
        List<ValidationProblem> problems = [];
        if (households is null && people is null)
            problems.Add(new("target-missing", "households", "A target says how many households, how many people, or both."));
        foreach (var (field, value) in new[] { ("households", households), ("people", people) })
        {
            if (value is < 0 or > Most)
                problems.Add(new("target-range", field, $"A number from 0 to {Most}.", Most));
        }

        if (string.IsNullOrWhiteSpace(citation))
            problems.Add(new("field-required", "citation", "This field is required."));
        else if (citation.Trim().Length > LongestCitation)
            problems.Add(new("field-too-long", "citation", $"At most {LongestCitation} characters.", LongestCitation));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        Households = households;
        People = people;
        Citation = citation!.Trim();
        SetBy = by;
        SetAt = now;
        RowVersion++;
    }
}
