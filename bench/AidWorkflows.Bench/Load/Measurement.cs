namespace AidWorkflows.Bench.Load;

/// <summary>One run of one scenario.</summary>
/// <param name="Milliseconds">Latencies, sorted.</param>
internal sealed record Measurement(string Database, string Scenario, int Clients, int Round, long Operations, TimeSpan Elapsed, double[] Milliseconds)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;

    /// <summary>Processor time of this process per operation; the least noisy figure on a shared machine.</summary>
    public double? CpuMicroseconds { get; init; }

    /// <summary>Processor time of the database server per operation.</summary>
    public double? ServerMicroseconds { get; init; }

    public double? AllocatedBytes { get; init; }

    /// <summary>Write-ahead log of the database per operation, PostgreSQL only.</summary>
    public double? WalBytes { get; init; }

    public double Percentile(double percent) => Milliseconds.Length == 0 ? double.NaN : Milliseconds[(int)Math.Min(Milliseconds.Length - 1, Milliseconds.Length * percent / 100)];

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
