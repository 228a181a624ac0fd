namespace AidWorkflows.Data.Conventions;

/// <summary>Money is exact: yuan with at most two decimals in memory, whole fen in SQLite, numeric(18,2) in PostgreSQL.</summary>
public static class Fen
{
    public static long FromYuan(decimal yuan) => checked((long)(Exact(yuan) * 100m));

    public static decimal ToYuan(long fen) => new decimal(fen) / 100m;

    /// <summary>PostgreSQL would round silently where SQLite cannot store it at all; both refuse instead.</summary>
    public static decimal Exact(decimal yuan) => decimal.Round(yuan, 2) == yuan
        ? yuan
        : throw new ArgumentOutOfRangeException(nameof(yuan), yuan, $"AW1301 {yuan} has more than two decimals. Round the amount by the policy's rule before saving it.");
}
