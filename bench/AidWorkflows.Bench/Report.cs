using System.Globalization;
using System.Text;
using AidWorkflows.Bench.Load;

namespace AidWorkflows.Bench;

/// <summary>Medians with all values on the console, every run in a CSV file.</summary>
internal sealed class Report
{
    private readonly List<Measurement> runs = [];

    public void Add(Measurement run)
    {
        runs.Add(run);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {run.Database,-8} {run.Scenario,-18} {run.Clients,2} clients  {run.PerSecond,8:F0}/s  p50 {run.Percentile(50),6:F2}  p95 {run.Percentile(95),6:F2}  p99 {run.Percentile(99),6:F2} ms{Detail(run)}"));
    }

    public void PrintSummary()
    {
        Console.WriteLine();
        Console.WriteLine("| Database | What | Clients | Median/s | All rounds | p50 / p95 / p99 ms | Ratio to pgbench | Ratio to pgbench pipelined | CPU us | Server CPU us | kB allocated | Log bytes |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var group in runs.GroupBy(run => (run.Database, run.Clients, run.Scenario)).OrderBy(group => group.Key))
        {
            var (database, clients, scenario) = group.Key;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {database} | {scenario} | {clients} | {Median(group, run => run.PerSecond):F0} | {string.Join(' ', group.Select(run => run.PerSecond.ToString("F0", CultureInfo.InvariantCulture)))} "
                + $"| {Median(group, run => run.Percentile(50)):F2} / {Median(group, run => run.Percentile(95)):F2} / {Median(group, run => run.Percentile(99)):F2} "
                + $"| {Ratio(group, "pgbench")} | {Ratio(group, "pgbench pipelined")} "
                + $"| {Cell(group, run => run.CpuMicroseconds)} | {Cell(group, run => run.ServerMicroseconds)} | {Cell(group, run => run.AllocatedBytes / 1024)} | {Cell(group, run => run.WalBytes)} |"));
        }
    }

    public async Task WriteCsvAsync(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var text = new StringBuilder("database,scenario,clients,round,operations,seconds,per_second,p50_ms,p95_ms,p99_ms,cpu_us,server_cpu_us,allocated_bytes,wal_bytes\n");
        foreach (var run in runs)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"{run.Database},{run.Scenario},{run.Clients},{run.Round},{run.Operations},{run.Elapsed.TotalSeconds:F3},{run.PerSecond:F1},{run.Percentile(50):F3},{run.Percentile(95):F3},{run.Percentile(99):F3},{run.CpuMicroseconds:F1},{run.ServerMicroseconds:F1},{run.AllocatedBytes:F0},{run.WalBytes:F0}"));
        }

        var path = Path.Combine(folder, $"bench-{now.UtcDateTime:yyyyMMdd-HHmmss}.csv");
        await File.WriteAllTextAsync(path, text.ToString());
        Console.WriteLine($"\nEvery run: {path}");
    }

    /// <summary>The median of the ratios of neighbours, because the machine is not equally fast in every round.</summary>
    private string Ratio(IEnumerable<Measurement> group, string limit)
    {
        var ratios = group
            .Where(run => run.Scenario is "complete" or "http complete")
            .Join(runs.Where(run => run.Scenario == limit), run => (run.Database, run.Clients, run.Round), run => (run.Database, run.Clients, run.Round), (ours, theirs) => ours.PerSecond / theirs.PerSecond)
            .ToList();
        return ratios.Count == 0 ? "" : Measurement.Median(ratios).ToString("F2", CultureInfo.InvariantCulture);
    }

    private static double Median(IEnumerable<Measurement> group, Func<Measurement, double> select) => Measurement.Median(group.Select(select));

    private static string Cell(IEnumerable<Measurement> group, Func<Measurement, double?> select)
    {
        List<double> values = [.. group.Select(select).OfType<double>()];
        return values.Count == 0 ? "" : Measurement.Median(values).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static string Detail(Measurement run)
    {
        var text = new StringBuilder();
        if (run.CpuMicroseconds is { } cpu)
            text.Append(CultureInfo.InvariantCulture, $"  cpu {cpu:F0} us");
        if (run.ServerMicroseconds is { } server)
            text.Append(CultureInfo.InvariantCulture, $"  server cpu {server:F0} us");
        if (run.AllocatedBytes is { } allocated)
            text.Append(CultureInfo.InvariantCulture, $"  alloc {allocated / 1024:F0} kB");
        if (run.WalBytes is { } wal)
            text.Append(CultureInfo.InvariantCulture, $"  wal {wal:F0} B");
        return text.ToString();
    }
}
