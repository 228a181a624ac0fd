using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;
using Microsoft.Playwright;

namespace AidWorkflows.Bench.Studio;

/// <summary>
/// How long Studio's definition list takes to show its first row: with this server's answers, and with the same answers from
/// memory. Rounds alternate, each with a fresh browser profile, so that both see the same machine.
/// </summary>
internal static class FirstRow
{
    private const int Definitions = 200;
    private const int Nodes = 50;

    /// <summary>What our API may add to what Studio itself needs.</summary>
    private const double MostRatio = 1.15;

    /// <summary>Whether the ratio of the medians is good enough.</summary>
    public static async Task<bool> RunAsync(int rounds)
    {
        await using var database = await SqliteFile.CreateAsync();
        await using var host = await HostProcess.StartAsync(database);
        await SeedAsync(host);
        await using var proxy = await AnswerProxy.StartAsync(host.Address);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var signedIn = await SignInAsync(browser, host.Address);

        await LoadAsync(browser, signedIn, proxy);
        List<double> ours = [], canned = [];
        for (var round = 1; round <= rounds; round++)
        {
            proxy.FromMemory = false;
            ours.Add(await LoadAsync(browser, signedIn, proxy));
            proxy.FromMemory = true;
            canned.Add(await LoadAsync(browser, signedIn, proxy));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Round {round}: first row after {ours[^1]:F0} ms, with answers from memory {canned[^1]:F0} ms (load {Machine.Load()})"));
        }

        var ratio = Median(ours) / Median(canned);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(ratio <= MostRatio ? "PASS" : "FAIL")}: first row after {Median(ours):F0} ms, with answers from memory {Median(canned):F0} ms (medians), ratio {ratio:F3}, wanted {MostRatio} at most (load {Machine.Load()})"));
        return ratio <= MostRatio;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> LoadAsync(IBrowser browser, string signedIn, AnswerProxy proxy)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { StorageState = signedIn });
        var page = await context.NewPageAsync();
        var watch = Stopwatch.StartNew();
        await page.GotoAsync(new Uri(proxy.Address, "/studio/definitions").ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".mud-table-body tr td").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        return watch.Elapsed.TotalMilliseconds;
    }

    // Cookies do not depend on the port, so those of the host are good at the proxy.
    private static async Task<string> SignInAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(address, "/account/sign-in").ToString());
        await page.Locator("input[name=UserName]").FillAsync("admin");
        await page.Locator("input[type=password]").FillAsync(HostProcess.Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return await context.StorageStateAsync();
    }

    private static async Task SeedAsync(HostProcess host)
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Address, "/elsa/api/") };
        using var login = await client.PostAsJsonAsync("identity/login", new { username = "admin", password = HostProcess.Password });
        var token = (string?)JsonNode.Parse(await login.Content.ReadAsStringAsync())!["accessToken"];
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Parallel.ForEachAsync(Enumerable.Range(1, Definitions), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancellationToken) =>
        {
            using var saved = await client.PostAsJsonAsync("workflow-definitions", new { model = Definition(number), publish = true }, cancellationToken);
            saved.EnsureSuccessStatusCode();
        });
    }

    private static JsonObject Definition(int number) => new()
    {
        ["definitionId"] = $"bench-{number:D3}",
        ["name"] = $"Bench {number:D3}",
        ["description"] = "Made by the benchmark.",
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. Enumerable.Range(0, Nodes).Select(node => (JsonNode)new JsonObject
            {
                ["id"] = $"line-{node}",
                ["type"] = "Elsa.WriteLine",
                ["version"] = 1,
                ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = $"Line {node}" } },
            })]),
            ["connections"] = new JsonArray([.. Enumerable.Range(1, Nodes - 1).Select(node => (JsonNode)new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"line-{node - 1}", ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = $"line-{node}", ["port"] = "In" },
            })]),
        },
    };
}
