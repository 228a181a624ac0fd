namespace AidWorkflows.Domain.Policies;

/// <summary>How a figure is compared with its limit; data, because "低于", "不超过" and "以上" are read differently .</summary>
public enum ComparisonOperator
{
    LessThan,
    AtMost,
    MoreThan,
    AtLeast,
}

/// <summary>Operators as packs write them.</summary>
public static class ComparisonOperators
{
    public static IReadOnlyDictionary<string, ComparisonOperator> Symbols { get; } = new Dictionary<string, ComparisonOperator>
    {
        ["<"] = ComparisonOperator.LessThan,
        ["<="] = ComparisonOperator.AtMost,
        [">"] = ComparisonOperator.MoreThan,
        [">="] = ComparisonOperator.AtLeast,
    };

    public static string Symbol(this ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.AtMost => "<=",
        ComparisonOperator.MoreThan => ">",
        _ => ">=",
    };

    public static bool Holds(this ComparisonOperator comparison, decimal left, decimal right) => comparison switch
    {
        ComparisonOperator.LessThan => left < right,
        ComparisonOperator.AtMost => left <= right,
        ComparisonOperator.MoreThan => left > right,
        _ => left >= right,
    };

    /// <summary>Smaller figures are the better ones under this operator.</summary>
    public static bool IsUpperLimit(this ComparisonOperator comparison) => comparison is ComparisonOperator.LessThan or ComparisonOperator.AtMost;
}
