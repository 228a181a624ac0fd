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
    private const string FolderPrefix = "aid-postgres-";
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
        RemoveLeftovers(installed);
        var newFolder = Path.Combine(Path.GetTempPath(), $"{FolderPrefix}{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(newFolder);
        if (Environment.IsPrivilegedProcess)
            Run("chown", Owner(), newFolder);

        var cluster = new PostgreSqlCluster(installed, newFolder, FreePort(), durable);
        try
        {
            cluster.Tool("initdb", "--pgdata", cluster.DataFolder, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
            cluster.StartServer();
        }
        catch
        {
            cluster.Dispose();
            throw;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
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
        Remove(binaries, folder);
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

    /// <summary>What a test run that was killed left behind.</summary>
    private static void RemoveLeftovers(string binaries)
    {
        foreach (var leftover in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            var owner = Path.GetFileName(leftover)[FolderPrefix.Length..].Split('-')[0];
            if (int.TryParse(owner, out var processId) && !Directory.Exists($"/proc/{processId}"))
                Remove(binaries, leftover);
        }
    }

    private static void Remove(string binaries, string folder)
    {
        var data = Path.Combine(folder, "data");
        if (File.Exists(Path.Combine(data, "postmaster.pid")))
            RunUnprivileged(Path.Combine(binaries, "pg_ctl"), ["stop", "--mode=immediate", "--wait", "--pgdata", data]);
        Directory.Delete(folder, recursive: true);
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
