namespace AidWorkflows.Domain.Policies;

public enum RoundingMode
{
    HalfUp,
    HalfEven,
    Down,
    Up,
}

/// <summary>Q-12: to which unit (0.01, 1, 10 or 100 yuan) amounts are rounded, and how.</summary>
public sealed record RoundingRule(string Path, decimal Unit, RoundingMode Mode, Citation Citation)
{
    public static IReadOnlyList<decimal> Units { get; } = [0.01m, 0.1m, 1m, 10m, 100m];

    public decimal Round(decimal amount) => Round(amount, Unit, Mode);

    public static decimal Round(decimal amount, decimal unit, RoundingMode mode)
    {
        var units = amount / unit;
        var whole = mode switch
        {
            RoundingMode.HalfUp => decimal.Round(units, MidpointRounding.AwayFromZero),
            RoundingMode.HalfEven => decimal.Round(units, MidpointRounding.ToEven),
            RoundingMode.Down => decimal.Floor(units),
            _ => decimal.Ceiling(units),
        };
        return whole * unit;
    }
}
