using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>The real program as its own process, on a fresh SQLite database with the demo accounts, and one browser.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit calls DisposeAsync.")]
public sealed class WebSite : IAsyncLifetime
{
    public const string Password = HostProcess.Password;

    private SqliteFile? database;
    private HostProcess? host;
    private IPlaywright? playwright;
    private int people;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address => host!.Address;

    /// <summary>Where screenshots go; not in git.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(HostProcess.RepositoryRoot, "artifacts", "pages")).FullName;

    /// <summary>Everybody may have one open case only, so each test takes new people.</summary>
    public int NextPerson() => Interlocked.Increment(ref people);

    public async Task InitializeAsync()
    {
        database = await SqliteFile.CreateAsync();
        host = await HostProcess.StartAsync(database);
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
        await File.WriteAllTextAsync(Path.Combine(Artifacts, "host.log"), Output());
        if (host is not null)
            await host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    /// <summary>Fails with the program's own words instead of "connection refused".</summary>
    public void RequireRunning() => Assert.True(host!.IsRunning, $"The host has ended. Its output:\n{Output()}");

    /// <summary>What the program wrote, for messages about failures and for the check that it holds no personal data.</summary>
    public string Output() => host?.Output() ?? "";

    private static string FindChromium()
    {
        string[] places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        return Environment.GetEnvironmentVariable("AIDWORKFLOWS_TEST_CHROMIUM")
            ?? places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "Chromium was not found. Install it (Debian: apt-get install chromium fonts-noto-cjk) or name it in AIDWORKFLOWS_TEST_CHROMIUM.");
    }
}

[CollectionDefinition(nameof(WebSite))]
public sealed class WebSiteCollection : ICollectionFixture<WebSite>;
