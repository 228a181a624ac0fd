using System.Globalization;
using Npgsql;

namespace AidWorkflows.Bench.Load;

/// <summary>
/// Processor time of the PostgreSQL server, read from /proc when it runs on this machine. On a busy machine processor time per
/// operation says more than operations per second.
/// </summary>
internal sealed class ServerProcessor
{
    private const double TicksPerSecond = 100;
    private readonly string postmaster;

    private ServerProcessor(string postmaster) => this.postmaster = postmaster;

    /// <summary>Null when the server is elsewhere.</summary>
    public static async Task<ServerProcessor?> FindAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync())!;
        return Fields($"/proc/{backend}/stat") is { } fields && fields[0] == "postgres" ? new ServerProcessor(fields[2]) : null;
    }

    public TimeSpan Used()
    {
        // A backend that has ended is in the third and fourth figure of its parent.
        var ticks = Fields($"/proc/{postmaster}/stat") is { } parent ? Sum(parent[12..16]) : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Fields(Path.Combine(folder, "stat")) is { } child && child[2] == postmaster)
                ticks += Sum(child[12..14]);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>The fields of a process, its name first and its state second; null when it is gone.</summary>
    private static string[]? Fields(string stat)
    {
        try
        {
            var text = File.ReadAllText(stat);
            var end = text.LastIndexOf(')');
            return [text[(text.IndexOf('(') + 1)..end], .. text[(end + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Sum(IEnumerable<string> ticks) => ticks.Sum(value => long.Parse(value, CultureInfo.InvariantCulture));
}
