using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AidWorkflows.TestDatabases;

/// <summary>
/// A private PostgreSQL server in a temporary folder, made from the installed binaries and removed with this object. The server
/// refuses to run as root, so it then runs as "postgres" (or "nobody").
/// </summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private readonly string binaries;
    private readonly string folder;
    private readonly bool durable;
    private bool disposed;

    private PostgreSqlCluster(string binaries, string folder, int port, bool durable)
    {
        this.binaries = binaries;
        this.folder = folder;
        this.durable = durable;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres";

    /// <param name="durable">False leaves out fsync: quick, survives killed processes, but not a power cut. Measurements need true.</param>
    public static PostgreSqlCluster Start(bool durable = false)
    {
        var installed = FindBinaries();
        var newFolder = Path.Combine(Path.GetTempPath(), $"aid-postgres-{Guid.NewGuid():N}");
        Directory.CreateDirectory(newFolder);
        if (Environment.IsPrivilegedProcess)
            Run("chown", Owner(), newFolder);

        var cluster = new PostgreSqlCluster(installed, newFolder, FreePort(), durable);
        try
        {
            cluster.Watch();
            cluster.Tool("initdb", "--pgdata", cluster.DataFolder, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
            cluster.StartServer();
        }
        catch
        {
            cluster.Dispose();
            throw;
        }

        return cluster;
    }

    /// <summary>Starts the server (again) on the same data and port.</summary>
    public void StartServer()
    {
        var settings = $"-c port={Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c shared_buffers=256MB"
            + (durable ? "" : " -c fsync=off -c full_page_writes=off");
        Tool("pg_ctl", "start", "--wait", "--timeout=60", "--pgdata", DataFolder, "--log", Path.Combine(folder, "log"), "--options", settings);
    }

    /// <summary>Stops as a crash does: no checkpoint, clients cut off.</summary>
    public void Crash() => Tool("pg_ctl", "stop", "--mode=immediate", "--wait", "--pgdata", DataFolder);

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        if (File.Exists(Path.Combine(DataFolder, "postmaster.pid")))
            Tool("pg_ctl", "stop", "--mode=immediate", "--wait", "--pgdata", DataFolder);
        Directory.Delete(folder, recursive: true);
    }

    private string DataFolder => Path.Combine(folder, "data");

    private void Tool(string name, params string[] arguments) => RunUnprivileged(Path.Combine(binaries, name), arguments);

    private static string FindBinaries()
    {
        const string root = "/usr/lib/postgresql";
        var found = Directory.Exists(root)
            ? Directory.EnumerateDirectories(root)
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        return found ?? throw new InvalidOperationException(
            "These tests need PostgreSQL: run 'apt-get install postgresql', or name a server that may be used in AIDWORKFLOWS_TEST_POSTGRES "
            + "(\"Host=...;Username=...;Password=...\", a user who may create databases).");
    }

    /// <summary>
    /// Removes the cluster when this process is gone, however it went: an exit handler would not run after a kill, and test
    /// hosts are killed when they take too long to exit.
    /// </summary>
    private void Watch()
    {
        const string script = """
            while [ -d "/proc/$0" ]; do sleep 1; done
            [ -f "$1/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"
            sleep 1
            rm -rf "$1"
            """;
        using var watcher = Process.Start(new ProcessStartInfo("setsid", ["--fork", "sh", "-c", $"({script}) >/dev/null 2>&1 </dev/null", $"{Environment.ProcessId}", folder]));
        watcher!.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Owner() => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static void RunUnprivileged(string file, string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", Owner(), "--", file, .. arguments]);
        else
            Run(file, arguments);
    }

    private static void Run(string file, params string[] arguments)
    {
        // The server inherits redirected pipes and would keep them open, so only a file takes the output.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" >\"$0\" 2>&1 </dev/null"]);
        var output = Path.GetTempFileName();
        start.ArgumentList.Add(output);
        start.ArgumentList.Add(file);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        process.WaitForExit();
        var text = File.ReadAllText(output);
        File.Delete(output);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
    }
}
