using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AidWorkflows.TestDatabases;

namespace AidWorkflows.SystemTests.Hosting;

/// <summary>The real program as a process of its own on a given database; it can be killed and started again on the same port.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    public const string Password = "correct-horse-battery-9";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string folder = Directory.CreateTempSubdirectory("aid-host-").FullName;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TestDatabase database;
    private readonly int port = FreePort();
    private Process? process;

    private HostProcess(TestDatabase database) => this.database = database;

    /// <summary>Days pass when somebody says so; set before the start.</summary>
    private bool SimulatesClock { get; init; }

    public bool IsRunning => process is { HasExited: false };

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>The program's working directory, with its keys.</summary>
    public string Folder => folder;

    /// <summary>Bytes of memory that the program holds now.</summary>
    public long WorkingSet
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>What the program has used of the processors since it was started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static string RepositoryRoot
    {
        get
        {
            var above = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(above.FullName, "AidWorkflows.sln")))
                above = above.Parent ?? throw new InvalidOperationException("AidWorkflows.sln was not found above the tests.");
            return above.FullName;
        }
    }

    public static async Task<HostProcess> StartAsync(TestDatabase database, bool simulatesClock = false)
    {
        var host = new HostProcess(database) { SimulatesClock = simulatesClock };
        await host.StartAsync();
        return host;
    }

    public string Output() => string.Join('\n', output);

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async Task StartAsync()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(RepositoryRoot, "src", "Host", "bin", configuration, "net10.0", "AidWorkflows.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in database.Settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Protection__KeyFile"] = Path.Combine(folder, "keys", "protection.json");
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Demo__Password"] = Password;
        start.Environment["Clock__Simulated"] = SimulatesClock ? "true" : "false";

        // Tests sign in often, and all from one address.
        start.Environment["Accounts__FailuresPerAddress"] = "10000";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit)
        {
            if (process!.HasExited)
                break;
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The host was not ready within {StartLimit.TotalSeconds} s. Its output:\n{Output()}");
    }

    private void Read(string? line)
    {
        if (line is not null)
            output.Enqueue(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
