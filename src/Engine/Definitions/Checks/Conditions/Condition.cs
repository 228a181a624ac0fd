namespace AidWorkflows.Engine.Definitions.Checks.Conditions;

/// <summary>A condition as far as it compares values with numbers; everything else in it is unknown.</summary>
internal abstract record Condition
{
    public static Condition Unknown { get; } = new UnknownCondition();

    private sealed record UnknownCondition : Condition;
}

/// <summary>A value against a number, the number always on the right.</summary>
internal sealed record Comparison(ValueName Value, Relation Relation, decimal Number, string NumberName) : Condition;

internal sealed record AllHold(IReadOnlyList<Condition> Parts) : Condition;

internal sealed record AnyHolds(IReadOnlyList<Condition> Parts) : Condition;

internal sealed record Negation(Condition Inner) : Condition;

internal sealed record Constant(bool Value) : Condition;

internal enum Relation
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// <summary>A variable, by its id, or an input, by its name.</summary>
/// <param name="IsNumber">Its type admits nothing but numbers, so that "not greater" means "less or equal".</param>
internal sealed record ValueName(string Key, bool IsInput, string Shown, bool IsNumber);

internal enum Verdict
{
    Open,
    Always,
    Never,
}
