using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Outreach;

public enum OutreachKind
{
    /// <summary>S-091: going out to find workers in need (摸排).</summary>
    Screening = 0,

    /// <summary>S-093: training of those who do the work (业务培训).</summary>
    Training = 1,

    /// <summary>S-097: telling the policy offline (线下宣传).</summary>
    Publicity = 2,
}

/// <summary>What a union did beyond its cases, on a day, with counts and no names.</summary>
public sealed class OutreachRecord
{
    public const int LongestTopic = 200;
    public const int Most = 100_000;

    /// <param name="reached">Households screened, people trained, people told.</param>
    /// <param name="found">Of a screening: workers who may be eligible.</param>
    /// <exception cref="InvalidInputException">field-required, field-too-long, date-in-future, count-range, found-over-reached, found-not-counted.</exception>
    public OutreachRecord(OutreachKind kind, DateOnly? on, string? topic, int? reached, int? found, Actor by, DateTimeOffset now)
    {
        List<ValidationProblem> problems = [];
        if (on is null)
            problems.Add(new("field-required", "heldOn", "This field is required."));
        else if (on > Calendar.ChinaTime.DateOf(now))
            problems.Add(new("date-in-future", "heldOn", "The date must not be in the future."));
        if (string.IsNullOrWhiteSpace(topic))
            problems.Add(new("field-required", "topic", "This field is required."));
        else if (topic.Trim().Length > LongestTopic)
            problems.Add(new("field-too-long", "topic", $"At most {LongestTopic} characters.", LongestTopic));
        if (reached is null)
            problems.Add(new("field-required", "reached", "This field is required."));
        if (reached is < 0 or > Most || found is < 0 or > Most)
            problems.Add(new("count-range", reached is < 0 or > Most ? "reached" : "found", $"A number from 0 to {Most}.", Most));
        if (kind == OutreachKind.Screening && found > reached)
            problems.Add(new("found-over-reached", "found", "Not more can be found than were reached."));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        Id = RisingId.New(now);
        Kind = kind;
        HeldOn = on!.Value;
        Topic = topic!.Trim();
        Reached = reached!.Value;
        Found = kind == OutreachKind.Screening ? found ?? 0 : null;
        OrganisationId = by.OrganisationId;
        OrganisationPath = by.OrganisationPath;
        RecordedBy = by.PersonId;
        RecordedAt = now;
    }

    // For the object-relational mapper.
    private OutreachRecord()
    {
    }

    public Guid Id { get; private set; }

    public OutreachKind Kind { get; private set; }

    public DateOnly HeldOn { get; private set; }

    public string Topic { get; private set; } = "";

    public int Reached { get; private set; }

    public int? Found { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
