using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Policies;

/// <summary>
/// One stored version of a pack. Its content never changes; it is in force from its first day until the next version begins, so
/// that a case can be read again under exactly what it was decided by (S-004, S-189).
/// </summary>
public sealed class PolicyVersion
{
    public PolicyVersion(PolicyPack pack, string content, int number, string comment, Guid? addedBy, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        PackKey = pack.Key;
        Number = number;
        Programme = pack.Programme;
        Organisation = pack.Organisation;
        Title = pack.Title;
        EffectiveFrom = pack.EffectiveFrom;
        EffectiveTo = pack.EffectiveTo;
        Content = content;
        Comment = comment;
        AddedBy = addedBy;
        AddedAt = now;
    }

    // For the object-relational mapper.
    private PolicyVersion()
    {
    }

    public Guid Id { get; private set; }

    public string PackKey { get; private set; } = "";

    /// <summary>1, 2, 3 ... within the pack.</summary>
    public int Number { get; private set; }

    public string Programme { get; private set; } = "";

    public string Organisation { get; private set; } = "";

    public string Title { get; private set; } = "";

    public DateOnly EffectiveFrom { get; private set; }

    public DateOnly? EffectiveTo { get; private set; }

    /// <summary>The pack's JSON.</summary>
    public string Content { get; private set; } = "";

    public string Comment { get; private set; } = "";

    /// <summary>Null for what the first start loaded from a file.</summary>
    public Guid? AddedBy { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public Guid? WithdrawnBy { get; private set; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    public PolicyPack Read() => PolicyPackReader.ReadStored(Content);

    /// <summary>A version that has not begun can be taken back, so that a slip does not become law.</summary>
    public void Withdraw(Guid personId, DateOnly today, DateTimeOffset now)
    {
        if (EffectiveFrom <= today)
            throw new RuleViolationException("policy-in-force", "A version that has begun stays; add a new one.", null, EffectiveFrom);
        if (IsWithdrawn)
            return;

        WithdrawnAt = now;
        WithdrawnBy = personId;
    }

    /// <summary>
    /// Checks that a pack can become the next version: the same programme and place, and a first day after every version that stands.
    /// </summary>
    /// <param name="versions">All versions of the pack.</param>
    /// <param name="today">Null at the first start, when shipped packs may begin in the past.</param>
    public static void RequireSuccession(PolicyPack pack, IReadOnlyList<PolicyVersion> versions, DateOnly? today)
    {
        if (today is { } day && pack.EffectiveFrom <= day)
        {
            throw Refusal(
                "policy-not-in-future", "$.effectiveFrom", "A new version begins on a day after today; what has been decided stays under its own version.", day.AddDays(1));
        }

        var standing = versions.Where(version => !version.IsWithdrawn).ToList();
        if (standing.FirstOrDefault() is { } known && (known.Programme != pack.Programme || known.Organisation != pack.Organisation))
            throw Refusal("policy-pack-moved", "$.organisation", "All versions of a pack are for the same programme and union.", known.Programme, known.Organisation);

        var last = standing.MaxBy(version => version.EffectiveFrom);
        if (last is not null && pack.EffectiveFrom <= last.EffectiveFrom)
        {
            throw Refusal(
                "policy-version-overlap", "$.effectiveFrom", $"Version {last.Number} begins on {last.EffectiveFrom:yyyy-MM-dd}; a new one begins after it.", last.Number, last.EffectiveFrom);
        }

        if (last?.EffectiveTo is { } end && pack.EffectiveFrom <= end)
        {
            throw Refusal(
                "policy-version-overlap", "$.effectiveFrom", $"Version {last.Number} says that it holds until {end:yyyy-MM-dd}; a new one begins after that.", last.Number, end);
        }
    }

    private static InvalidInputException Refusal(string code, string path, string message, params IReadOnlyList<object?> arguments) =>
        new([new ValidationProblem(code, path, message, arguments)]);
}
