using System.Diagnostics;

namespace AidWorkflows.Bench.Load;

/// <summary>Clients that each start their next operation when the last one has answered.</summary>
internal static class ClosedLoop
{
    /// <param name="operation">One operation of one client; false when there is nothing left to do.</param>
    public static async Task<Measurement> RunAsync(string database, string scenario, int clients, int round, TimeSpan duration, Func<int, Task<bool>> operation)
    {
        List<double>[] latencies = [.. Enumerable.Range(0, clients).Select(_ => new List<double>(100_000))];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var startedAt = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = latencies[client];
            while (Stopwatch.GetElapsedTime(startedAt) < duration)
            {
                var before = Stopwatch.GetTimestamp();
                if (!await operation(client))
                    break;
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(startedAt);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        double[] sorted = [.. latencies.SelectMany(own => own).Order()];
        return new Measurement(database, scenario, clients, round, sorted.Length, elapsed, sorted)
        {
            CpuMicroseconds = cpu.TotalMicroseconds / Math.Max(1, sorted.Length),
            AllocatedBytes = (double)allocated / Math.Max(1, sorted.Length),
        };
    }
}
