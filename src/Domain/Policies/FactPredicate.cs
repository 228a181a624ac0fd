namespace AidWorkflows.Domain.Policies;

/// <summary>
/// A condition over named facts. What nobody has stated is neither true nor false: "unknown" goes through and / or / not as in
/// Kleene's logic, so that silence neither excludes a household nor proves anything for it.
/// </summary>
public abstract record FactPredicate(string Path)
{
    /// <returns>Null when the known facts do not decide it.</returns>
    public abstract bool? Evaluate(IReadOnlyDictionary<string, decimal> facts);

    /// <summary>Every fact that is named, in the order of the text.</summary>
    public abstract IEnumerable<string> Facts { get; }
}

/// <summary>A yes or no fact; yes is stored as one.</summary>
public sealed record FactIs(string Path, string Fact, bool Value) : FactPredicate(Path)
{
    public override IEnumerable<string> Facts => [Fact];

    public override bool? Evaluate(IReadOnlyDictionary<string, decimal> facts) => facts.TryGetValue(Fact, out var known) ? (known != 0) == Value : null;
}

/// <summary>A counted fact against a limit, such as two dwellings or more (S-104).</summary>
public sealed record FactCompares(string Path, string Fact, ComparisonOperator Operator, decimal Value) : FactPredicate(Path)
{
    public override IEnumerable<string> Facts => [Fact];

    public override bool? Evaluate(IReadOnlyDictionary<string, decimal> facts) => facts.TryGetValue(Fact, out var known) ? Operator.Holds(known, Value) : null;
}

public sealed record AllOf(string Path, IReadOnlyList<FactPredicate> Parts) : FactPredicate(Path)
{
    public override IEnumerable<string> Facts => Parts.SelectMany(part => part.Facts);

    public override bool? Evaluate(IReadOnlyDictionary<string, decimal> facts)
    {
        var results = Parts.Select(part => part.Evaluate(facts)).ToList();
        return results.Contains(false) ? false : results.Contains(null) ? null : true;
    }
}

public sealed record AnyOf(string Path, IReadOnlyList<FactPredicate> Parts) : FactPredicate(Path)
{
    public override IEnumerable<string> Facts => Parts.SelectMany(part => part.Facts);

    public override bool? Evaluate(IReadOnlyDictionary<string, decimal> facts)
    {
        var results = Parts.Select(part => part.Evaluate(facts)).ToList();
        return results.Contains(true) ? true : results.Contains(null) ? null : false;
    }
}

public sealed record NotThat(string Path, FactPredicate Part) : FactPredicate(Path)
{
    public override IEnumerable<string> Facts => Part.Facts;

    public override bool? Evaluate(IReadOnlyDictionary<string, decimal> facts) => !Part.Evaluate(facts);
}
