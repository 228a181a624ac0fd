namespace AidWorkflows.Engine.Definitions.Checks.Conditions;

/// <summary>What is known of the values where work has come to. Immutable; a value that is not in it may be anything.</summary>
internal sealed class ValueState
{
    private readonly Dictionary<ValueName, NumberRange> ranges;

    private ValueState(Dictionary<ValueName, NumberRange> ranges, bool isImpossible)
    {
        this.ranges = ranges;
        IsImpossible = isImpossible;
    }

    public static ValueState Nothing { get; } = new([], false);

    /// <summary>No run comes here: conditions on the way contradict each other.</summary>
    public bool IsImpossible { get; }

    public NumberRange Of(ValueName value) => ranges.GetValueOrDefault(value, NumberRange.Any);

    public ValueState Without(ValueChanges changes) =>
        IsImpossible ? this : new ValueState(ranges.Where(pair => pair.Key.IsInput || !changes.Touches(pair.Key.Key)).ToDictionary(), false);

    public ValueState Or(ValueState other)
    {
        if (IsImpossible)
            return other;
        if (other.IsImpossible)
            return this;
        var both = new Dictionary<ValueName, NumberRange>();
        foreach (var (value, range) in ranges)
            if (other.ranges.TryGetValue(value, out var otherRange) && range.Or(otherRange) is { IsAny: false } joined)
                both[value] = joined;
        return new ValueState(both, false);
    }

    public bool IsSameAs(ValueState other) =>
        IsImpossible == other.IsImpossible && ranges.Count == other.ranges.Count
        && ranges.All(pair => other.ranges.TryGetValue(pair.Key, out var range) && range == pair.Value);

    /// <summary>What is known when the condition is known to hold, or not to hold.</summary>
    public ValueState Given(Condition condition, bool holds)
    {
        switch (condition)
        {
            case Comparison comparison:
                return Given(comparison, holds);
            case Negation negation:
                return Given(negation.Inner, !holds);
            case Constant constant:
                return constant.Value == holds ? this : new ValueState([], true);
            case AllHold all when holds:
                return all.Parts.Aggregate(this, (state, part) => state.Given(part, true));
            case AnyHolds any when !holds:
                return any.Parts.Aggregate(this, (state, part) => state.Given(part, false));
            case AllHold all:
                return all.Parts.Select(part => Given(part, false)).Aggregate((one, other) => one.Or(other));
            case AnyHolds any:
                return any.Parts.Select(part => Given(part, true)).Aggregate((one, other) => one.Or(other));
            default:
                return this;
        }
    }

    public Verdict Judge(Condition condition)
    {
        if (IsImpossible)
            return Verdict.Open;
        switch (condition)
        {
            case Comparison comparison:
                var verdict = Of(comparison.Value).Judge(comparison.Relation, comparison.Number);

                // What is no number is in no order to one.
                return verdict == Verdict.Always && !comparison.Value.IsNumber ? Verdict.Open : verdict;
            case Constant constant:
                return constant.Value ? Verdict.Always : Verdict.Never;
            case Negation negation:
                return Opposite(Judge(negation.Inner));
            case AllHold all:
                return JudgeAll(all.Parts, holds: true);
            case AnyHolds any:
                return Opposite(JudgeAll(any.Parts, holds: false));
            default:
                return Verdict.Open;
        }
    }

    /// <summary>The ranges of these values, for people.</summary>
    public string Describe(IEnumerable<ValueName> values) =>
        string.Join(", ", values.Distinct().Select(value => (value.Shown, Range: Of(value))).Where(pair => !pair.Range.IsAny).Select(pair => pair.Range.Describe(pair.Shown)));

    /// <summary>Part after part, each under what the ones before it say.</summary>
    private Verdict JudgeAll(IReadOnlyList<Condition> parts, bool holds)
    {
        var state = this;
        var allAlways = true;
        foreach (var part in parts)
        {
            var verdict = state.Judge(part);
            if (!holds)
                verdict = Opposite(verdict);
            if (verdict == Verdict.Never)
                return Verdict.Never;
            allAlways &= verdict == Verdict.Always;
            state = state.Given(part, holds);
            if (state.IsImpossible)
                return Verdict.Never;
        }

        return allAlways ? Verdict.Always : Verdict.Open;
    }

    private ValueState Given(Comparison comparison, bool holds)
    {
        // "Not greater" says nothing of a text; and of "not equal" no range can be made.
        if (IsImpossible || (!holds && !comparison.Value.IsNumber))
            return this;
        var relation = holds ? comparison.Relation : Inverse(comparison.Relation);
        if (relation == Relation.NotEqual || (relation == Relation.Equal && !holds))
            return this;
        var range = Of(comparison.Value).And(NumberRange.Of(relation, comparison.Number));
        return range.IsEmpty ? new ValueState([], true) : new ValueState(new Dictionary<ValueName, NumberRange>(ranges) { [comparison.Value] = range }, false);
    }

    private static Relation Inverse(Relation relation) => relation switch
    {
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        Relation.GreaterOrEqual => Relation.Less,
        Relation.Equal => Relation.NotEqual,
        _ => Relation.Equal,
    };

    private static Verdict Opposite(Verdict verdict) => verdict switch
    {
        Verdict.Always => Verdict.Never,
        Verdict.Never => Verdict.Always,
        _ => Verdict.Open,
    };
}
