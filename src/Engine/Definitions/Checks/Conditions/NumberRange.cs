using System.Globalization;

namespace AidWorkflows.Engine.Definitions.Checks.Conditions;

/// <summary>The numbers that a value can still be; without a bound on a side where it is null.</summary>
internal sealed record NumberRange(decimal? Low, bool LowIn, decimal? High, bool HighIn)
{
    public static NumberRange Any { get; } = new(null, false, null, false);

    public bool IsEmpty => Low is { } low && High is { } high && (low > high || (low == high && !(LowIn && HighIn)));

    public bool IsAny => Low is null && High is null;

    public static NumberRange Of(Relation relation, decimal number) => relation switch
    {
        Relation.Less => new(null, false, number, false),
        Relation.LessOrEqual => new(null, false, number, true),
        Relation.Greater => new(number, false, null, false),
        Relation.GreaterOrEqual => new(number, true, null, false),
        Relation.Equal => new(number, true, number, true),
        _ => Any,
    };

    public NumberRange And(NumberRange other)
    {
        var (low, lowIn) = (Low, LowIn);
        if (other.Low is { } otherLow && (low is null || otherLow > low || (otherLow == low && !other.LowIn)))
            (low, lowIn) = (otherLow, other.LowIn);
        var (high, highIn) = (High, HighIn);
        if (other.High is { } otherHigh && (high is null || otherHigh < high || (otherHigh == high && !other.HighIn)))
            (high, highIn) = (otherHigh, other.HighIn);
        return new NumberRange(low, lowIn, high, highIn);
    }

    /// <summary>The smallest range that holds both; gaps between them are given up.</summary>
    public NumberRange Or(NumberRange other)
    {
        var (low, lowIn) = (Low, LowIn);
        if (other.Low is null || (low is not null && other.Low < low))
            (low, lowIn) = (other.Low, other.LowIn);
        else if (other.Low == low)
            lowIn |= other.LowIn;
        var (high, highIn) = (High, HighIn);
        if (other.High is null || (high is not null && other.High > high))
            (high, highIn) = (other.High, other.HighIn);
        else if (other.High == high)
            highIn |= other.HighIn;
        return new NumberRange(low, lowIn, high, highIn);
    }

    /// <summary>Whether every number of the range stands in this relation, or none does.</summary>
    public Verdict Judge(Relation relation, decimal number)
    {
        var matching = Of(relation, number);
        if (relation == Relation.NotEqual)
            return And(Of(Relation.Equal, number)).IsEmpty ? Verdict.Always : Verdict.Open;
        if (And(matching).IsEmpty)
            return Verdict.Never;

        // A value that is null counts as 0 in an order, but equals no number.
        return relation != Relation.Equal && And(matching) == this ? Verdict.Always : Verdict.Open;
    }

    /// <summary>"> 20000", "5 .. 10" and the like after a name.</summary>
    public string Describe(string name)
    {
        if (Low is { } one && one == High)
            return $"{name} = {Text(one)}";
        var low = Low is { } from ? $"{Text(from)} {(LowIn ? "≤" : "<")} " : "";
        var high = High is { } to ? $" {(HighIn ? "≤" : "<")} {Text(to)}" : "";
        return Low is { } only && High is null ? $"{name} {(LowIn ? "≥" : ">")} {Text(only)}" : $"{low}{name}{high}";
    }

    private static string Text(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
