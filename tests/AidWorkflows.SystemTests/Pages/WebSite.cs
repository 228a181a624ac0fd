using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>The real program as its own process, on a fresh SQLite database with the demo accounts, and one browser.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit calls DisposeAsync.")]
public sealed partial class WebSite : IAsyncLifetime
{
    public const string Password = "correct-horse-battery-9";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string folder = Directory.CreateTempSubdirectory("aid-pages-").FullName;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;
    private IPlaywright? playwright;
    private int people;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Where screenshots go; not in git.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(RepositoryRoot, "artifacts", "pages")).FullName;

    private static string RepositoryRoot
    {
        get
        {
            var above = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(above.FullName, "AidWorkflows.sln")))
                above = above.Parent ?? throw new InvalidOperationException("AidWorkflows.sln was not found above the tests.");
            return above.FullName;
        }
    }

    /// <summary>Everybody may have one open case only, so each test takes new people.</summary>
    public int NextPerson() => Interlocked.Increment(ref people);

    public async Task InitializeAsync()
    {
        StartHost();
        var first = await Task.WhenAny(ready.Task, Task.Delay(StartLimit));
        if (first != ready.Task)
            throw new InvalidOperationException($"The host did not start within {StartLimit.TotalSeconds} s. Its output:\n{Output()}");

        Address = new Uri(await ready.Task);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = FindChromium(),
            Headless = true,
            Args =
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        playwright?.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        await File.WriteAllTextAsync(Path.Combine(Artifacts, "host.log"), Output());
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Fails with the program's own words instead of "connection refused".</summary>
    public void RequireRunning() =>
        Assert.False(process!.HasExited, process.HasExited ? $"The host ended with {process.ExitCode}. Its last lines:\n{string.Join('\n', output.TakeLast(30))}" : null);

    /// <summary>What the program wrote, for messages about failures and for the check that it holds no personal data.</summary>
    public string Output() => string.Join('\n', output);

    private static string FindChromium()
    {
        string[] places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        return Environment.GetEnvironmentVariable("AIDWORKFLOWS_TEST_CHROMIUM")
            ?? places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "Chromium was not found. Install it (Debian: apt-get install chromium fonts-noto-cjk) or name it in AIDWORKFLOWS_TEST_CHROMIUM.");
    }

    private void StartHost()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(RepositoryRoot, "src", "Host", "bin", configuration, "net10.0", "AidWorkflows.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ConnectionStrings__Aid"] = $"Data Source={Path.Combine(folder, "aid.db")}";
        start.Environment["Protection__KeyFile"] = Path.Combine(folder, "keys", "protection.json");
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Demo__Password"] = Password;

        // Tests sign in often, and all from one address.
        start.Environment["Accounts__FailuresPerAddress"] = "10000";
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The host ended with {process.ExitCode}. Its output:\n{Output()}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        output.Enqueue(line);
        if (ReadyLine().Match(line) is { Success: true } match)
            ready.TrySetResult(match.Groups["address"].Value);
    }

    [GeneratedRegex("ready at (?<address>http://127[.]0[.]0[.]1:[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadyLine();
}

[CollectionDefinition(nameof(WebSite))]
public sealed class WebSiteCollection : ICollectionFixture<WebSite>;
