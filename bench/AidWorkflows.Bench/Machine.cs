using System.Globalization;
using System.Runtime.InteropServices;
using AidWorkflows.TestDatabases;
using Npgsql;

namespace AidWorkflows.Bench;

/// <summary>What a figure is worth nothing without.</summary>
internal static class Machine
{
    public static void Print(DateTimeOffset now)
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GB, server GC {System.Runtime.GCSettings.IsServerGC}, load {Load()}"));
    }

    public static async Task PrintAsync(PostgreSqlDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("""
            SELECT name, current_setting(name) FROM pg_settings
            WHERE name IN ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'shared_buffers', 'max_connections', 'checkpoint_timeout', 'max_wal_size')
            ORDER BY name
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var settings = new List<string>();
        while (await reader.ReadAsync())
            settings.Add($"{reader.GetString(0)}={reader.GetString(1)}");
        Console.WriteLine($"PostgreSQL: {string.Join(' ', settings)}");
    }

    /// <summary>Load of the last minute: what else the machine is doing.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
