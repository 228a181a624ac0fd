namespace AidWorkflows.Data.HumanTasks;

/// <summary>Who of the staff has declared a relative, by case and by the number that a workflow goes by .</summary>
internal sealed class DeclaredRelatives
{
    private static readonly IReadOnlySet<Guid> None = new HashSet<Guid>();

    private readonly Dictionary<Guid, HashSet<Guid>> byCase = [];
    private readonly Dictionary<string, HashSet<Guid>> byNumber = new(StringComparer.Ordinal);

    public void Add(Guid staffPersonId, Guid? caseId, string number)
    {
        if (caseId is { } id)
            Of(byCase, id).Add(staffPersonId);
        Of(byNumber, number).Add(staffPersonId);
    }

    public IReadOnlySet<Guid> Of(Guid? caseId, string? correlationId)
    {
        var ofCase = caseId is { } id && byCase.TryGetValue(id, out var related) ? related : null;
        var ofNumber = correlationId is not null && byNumber.TryGetValue(correlationId, out var others) ? others : null;
        return (ofCase, ofNumber) switch
        {
            (null, null) => None,
            ({ } some, null) => some,
            (null, { } some) => some,
            var (one, other) => one.Union(other).ToHashSet(),
        };
    }

    private static HashSet<Guid> Of<TKey>(Dictionary<TKey, HashSet<Guid>> lookup, TKey key)
        where TKey : notnull => lookup.TryGetValue(key, out var known) ? known : lookup[key] = [];
}
